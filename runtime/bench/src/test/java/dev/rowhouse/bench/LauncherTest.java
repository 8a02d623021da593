package dev.rowhouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher makes of {@code bench}. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("../bin/rowhouse");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    /** Looks as if it were built: the class path of this test is the jar of the measurements. */
    private void build() throws IOException {
        Files.createDirectories(home.resolve("runtime/bin"));
        Files.copy(LAUNCHER, home.resolve("runtime/bin/rowhouse"), StandardCopyOption.COPY_ATTRIBUTES);
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(Attributes.Name.CLASS_PATH,
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        for (var jar : List.of("runtime/server/target/rowhouse-server.jar", "apps/none/target/none.jar",
                "runtime/bench/target/rowhouse-bench.jar", "runtime/bench/rivals/none/target/none.jar")) {
            Files.createDirectories(home.resolve(jar).resolveSibling(""));
            try (var out = new JarOutputStream(Files.newOutputStream(home.resolve(jar)), manifest)) {
                out.flush();
            }
        }
        Files.createFile(home.resolve("apps/none/pom.xml"));
        Files.createFile(home.resolve("runtime/bench/rivals/none/pom.xml"));
    }

    private String launch(int status, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("runtime/bin/rowhouse").toString(), "bench"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("ROWHOUSE_JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        try (var out = process.inputReader()) {
            var said = out.readAllAsString();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(said).isEqualTo(status);
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void startsTheMeasurementsOfItsCheckout() throws IOException, InterruptedException {
        build();
        assertThat(launch(64, "speeds")).contains("there are the tables density, ");
    }
}
