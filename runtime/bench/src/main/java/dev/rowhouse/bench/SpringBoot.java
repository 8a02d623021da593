package dev.rowhouse.bench;

import java.io.IOException;
import java.util.List;

/** The shop on Spring Boot, in a JVM of its own. */
final class SpringBoot {
    static final String NAME = "Spring Boot, a JVM each";

    /** Where its only shop answers. */
    static final String PATH = "/order";

    private SpringBoot() {}

    static SubjectProcess start(Setting setting, List<String> flags) throws IOException {
        return SubjectProcess.start(setting, NAME, flags, setting.rivalClassPath("spring"),
                List.of("dev.rowhouse.bench.spring.SpringSubject"));
    }
}
