package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own: its output, its signals, its status. */
class ServeCommandTest {
    private static final Pattern READY = Pattern
            .compile("ready: (http://127\\.0\\.0\\.1:\\d+/) \\(2 instances, \\d+ ms\\)");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Process serve(String listen) throws IOException {
        return serve(List.of(), listen);
    }

    /** @param before what starts the command */
    private Process serve(List<String> before, String listen) throws IOException {
        var file = Files.writeString(folder.resolve("composite.conf"),
                """
                        listen = "127.0.0.1:1"
                        apps.greeting.class = dev.rowhouse.server.GreetingApp
                        defaults.engines.default.url = "jdbc:h2:mem:{instance}"
                        instances.north { app = greeting, mount = "/north" }
                        instances.south { app = greeting, mount = "/south", engines.default.url = "jdbc:h2:tcp://127.0.0.1:1/none" }
                        """);
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                Main.class.getName(), "serve", file.toString(), "--listen", listen));
        return new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
    }

    private static List<String> untilReady(BufferedReader out) throws IOException {
        List<String> lines = new ArrayList<>();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (line.startsWith("ready")) {
                break;
            }
        }
        return lines;
    }

    @Test
    void servesUntilItIsToldToEnd() throws Exception {
        var process = serve("127.0.0.1:0");
        try (var out = process.inputReader(); var client = HttpClient.newHttpClient()) {
            var lines = untilReady(out);
            assertThat(lines).hasSize(4);
            assertThat(lines.get(1)).isEqualTo("north     greeting  /north  default  SERVING");
            assertThat(lines.get(2)).isEqualTo("south     greeting  /south  default  FAILED");
            var ready = READY.matcher(lines.get(3));
            assertThat(ready.matches()).as(lines.get(3)).isTrue();

            var answer = client.send(HttpRequest.newBuilder(URI.create(ready.group(1) + "north/")).build(),
                    BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("hello");

            process.toHandle().destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(out.readLine()).isNull();
            assertThat(Files.readString(folder.resolve("err")))
                    .contains("instance north: STARTING", "instance north: SERVING", "instance south: FAILED: ",
                            "instance north: DRAINING", "instance north: CLOSED")
                    .doesNotContain("\tat ");
        } finally {
            process.destroyForcibly();
        }
    }

    /** A JVM that was started to ignore it hands that on to its children. */
    private static boolean ignoresHangUp() throws IOException {
        var status = Path.of("/proc/self/status");
        return Files.exists(status) && Files.readAllLines(status)
                .stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1) != 0);
    }

    private static void hangUp(Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor()).isZero();
    }

    private void awaitInLog(String text) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.readString(folder.resolve("err")).contains(text)) {
            assertThat(System.nanoTime() - end).as(() -> "waited for: " + text).isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void readsItsFileAgainWhenItIsHungUp() throws Exception {
        assumeFalse(ignoresHangUp());
        var process = serve("127.0.0.1:0");
        try (var out = process.inputReader(); var client = HttpClient.newHttpClient()) {
            var ready = READY.matcher(untilReady(out).getLast());
            assertThat(ready.matches()).isTrue();
            var file = folder.resolve("composite.conf");
            var before = Files.readString(file);
            Files.writeString(file, "{");
            hangUp(process);
            awaitInLog("the file can't be used; nothing was changed");
            Files.writeString(file, before + "\ninstances.north.settings.greeting = welcome");
            hangUp(process);
            awaitInLog("restart north: settings.greeting; done");
            var answer = client.send(HttpRequest.newBuilder(URI.create(ready.group(1) + "north/")).build(),
                    BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("welcome");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void ignoresHangUpsIfItWasStartedSo() throws Exception {
        var process = serve(List.of("sh", "-c", "trap '' HUP; exec \"$@\"", "sh"), "127.0.0.1:0");
        try (var out = process.inputReader()) {
            assertThat(untilReady(out)).hasSize(4);
            hangUp(process);
            process.toHandle().destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(Files.readString(folder.resolve("err"))).doesNotContain("SIGHUP");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void saysInOneSentenceThatAPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var process = serve("127.0.0.1:" + taken.getLocalPort());
            try {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(78);
                assertThat(Files.readAllLines(folder.resolve("err"))).singleElement()
                        .asString()
                        .contains("127.0.0.1:" + taken.getLocalPort(), "taken");
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
