package dev.rowhouse.bench.spring;

import dev.rowhouse.bench.subject.Subject;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** One shop in one JVM: its settings are in {@code application.properties}. */
@SpringBootApplication
@EntityScan("dev.rowhouse.bench.shop")
public class SpringSubject {
    /** For Spring. */
    public SpringSubject() {}

    /**
     * Starts, answers {@code port} once it serves, and ends.
     *
     * @param arguments as Spring Boot takes them
     */
    public static void main(String[] arguments) throws IOException {
        try (var context = SpringApplication.run(SpringSubject.class, arguments)) {
            new Subject().on("port", _ -> Map.of("port", port(context))).answer();
        }
    }

    private static double port(Object context) {
        return Objects.requireNonNull(((ServletWebServerApplicationContext) context).getWebServer()).getPort();
    }
}
