package dev.rowhouse.bench.conduit;

import dev.rowhouse.bench.subject.Subject;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** The API in one JVM: its settings are in {@code application.properties}. */
@SpringBootApplication
public class ConduitSubject {
    /** For Spring. */
    public ConduitSubject() {}

    /**
     * Starts, answers {@code port} once it serves, and ends.
     *
     * @param arguments as Spring Boot takes them: {@code --spring.datasource.url=...}
     */
    public static void main(String[] arguments) throws IOException {
        try (var context = SpringApplication.run(ConduitSubject.class, arguments)) {
            new Subject().on("port", _ -> Map.of("port", port(context))).answer();
        }
    }

    private static double port(Object context) {
        return Objects.requireNonNull(((ServletWebServerApplicationContext) context).getWebServer()).getPort();
    }
}
