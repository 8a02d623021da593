package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.ListenAddress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Composites and commands in processes of their own: killed ones, two on one file, and the launcher. */
class ControlProcessesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Desk desk() {
        return new Desk(folder)
                .write("""
                        apps.greeting.class = dev.rowhouse.server.GreetingApp
                        instances.north { app = greeting, mount = "/north", engines.default.url = "jdbc:h2:mem:launched-{instance}" }
                        """);
    }

    private static Process serve(Desk desk, String errors) throws IOException {
        var process = new ProcessBuilder(Desk.commandLine("serve", desk.file().toString(), "--listen", "127.0.0.1:0"))
                .redirectError(desk.folder().resolve(errors).toFile())
                .start();
        var out = process.inputReader();
        for (var line = out.readLine(); line != null && !line.startsWith("ready"); line = out.readLine()) {
            assertThat(line).doesNotContain("FAILED");
        }
        return process;
    }

    /** What is logged is written a little later, by a thread of its own. */
    private void awaitInLog(String errors, String text) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.readString(folder.resolve(errors)).contains(text)) {
            assertThat(System.nanoTime() - end).as(() -> "waited for: " + text).isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void theSecondProcessTakesOverWhenTheFirstIsKilled() throws Exception {
        var desk = desk();
        var socket = folder.resolve("data/.composite/control.sock");
        var first = serve(desk, "first");
        try {
            awaitInLog("first", "control: listening on " + socket);
            var second = serve(desk, "second");
            try {
                awaitInLog("second", "another process has the socket in");
                assertThat(desk.run("stop", "north", "--conf", desk.file().toString()).status()).isZero();
                awaitInLog("first", "instance north: CLOSED");
                assertThat(Files.readString(folder.resolve("second"))).doesNotContain("instance north: CLOSED");

                first.destroyForcibly().waitFor();
                var listed = desk.run("ls", desk.file().toString());
                while (listed.status() != 0) {
                    assertThat(listed.status()).isEqualTo(69);
                    listed = desk.run("ls", desk.file().toString());
                }
                assertThat(listed.out()).contains("SERVING");

                second.toHandle().destroy();
                assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(second.exitValue()).isZero();
                assertThat(socket).doesNotExist();
            } finally {
                second.destroyForcibly().waitFor();
            }
        } finally {
            first.destroyForcibly().waitFor();
        }
    }

    @Test
    void isReachedThroughTheLauncher() throws Exception {
        var launcher = launcher();
        var desk = desk();
        var nobody = launch(launcher, "ls", desk.file().toString());
        assertThat(nobody.status()).as(nobody.out()).isEqualTo(69);
        try (var composite = Composite.open(desk.file(), List.of(new ListenAddress("127.0.0.1", 0)));
                var _ = composite.openControl()) {
            composite.start();
            assertThat(launch(launcher, "stop", "north", "--conf", desk.file().toString()).out())
                    .isEqualTo("north: CLOSED\n");
        }
    }

    /** A checkout that looks as if it were built: the classes of this test are its jar. */
    private Path launcher() throws IOException {
        var home = folder.resolve("home");
        var checkout = Path.of("../..");
        for (var file : List.of("runtime/bin/rowhouse", "conf/jvm.options")) {
            Files.createDirectories(home.resolve(file).resolveSibling(""));
            Files.copy(checkout.resolve(file), home.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(Attributes.Name.CLASS_PATH,
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        for (var jar : List.of("runtime/server/target/rowhouse-server.jar", "apps/none/target/none.jar")) {
            Files.createDirectories(home.resolve(jar).resolveSibling(""));
            try (var out = new JarOutputStream(Files.newOutputStream(home.resolve(jar)), manifest)) {
                out.flush();
            }
        }
        Files.createFile(home.resolve("apps/none/pom.xml"));
        return home.resolve("runtime/bin/rowhouse");
    }

    private Desk.Ran launch(Path launcher, String... arguments) throws Exception {
        var command = Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList();
        var builder = new ProcessBuilder(command).redirectError(folder.resolve("launched").toFile());
        builder.environment().put("ROWHOUSE_JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        try (var out = process.inputReader()) {
            var said = out.readAllAsString();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Desk.Ran(process.exitValue(), said, Files.readString(folder.resolve("launched")));
        } finally {
            process.destroyForcibly();
        }
    }
}
