package dev.rowhouse.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What threads see of each other where no lock is held, tried by jcstress in JVMs of its own; minutes, so not in every build. */
@Tag("heavy")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class PublicationTest {
    private static final Path REPORTS = Path.of("target", "jcstress");

    @Test
    void nobodySeesHalfOfAnything() throws Exception {
        var report = stress("sound", "dev\\.rowhouse\\.\\w+\\.\\w+Stress\\.(?!Planted).*");
        // What can't be run is skipped, and no failure for jcstress.
        assertThat(report.text()).contains("RUN RESULTS", "Error tests: No matches").doesNotContain("[SKIPPED]");
        assertThat(report.failed()).as(report.text()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PlantedPassivatedAndUsed", "PlantedNeitherSeesTheOther"})
    void findsWhatIsPlanted(String name) throws Exception {
        var report = stress(name, ".*Stress\\." + name);
        assertThat(report.failed()).as(report.text()).isTrue();
        assertThat(report.text()).contains("Observed forbidden state", name);
    }

    private record Report(String text, boolean failed) {}

    private static Report stress(String name, String tests) throws IOException, InterruptedException {
        var folder = Files.createDirectories(REPORTS.resolve(name));
        var log = folder.resolve("log.txt");
        var command = Stream.of(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "org.openjdk.jcstress.Main"),
                List.of("-t", tests, "-m", "quick", "-sc", "false", "-v", "-r", "results"));
        var process = new ProcessBuilder(command.flatMap(List::stream).toList()).directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean failed = process.waitFor() != 0;
            return new Report(Files.readString(log), failed);
        } finally {
            process.destroy();
        }
    }
}
