package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose memory gives out, with the options that the launcher gives it. */
class OutOfMemoryTest {
    private static final Pattern READY = Pattern.compile("ready: (http://\\S+/) .*");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    private Process serve() throws IOException {
        var file = Files.writeString(folder.resolve("composite.conf"), """
                folder = "{here}/own"
                apps.hoarding.class = dev.rowhouse.server.HoardingApp
                defaults.app = hoarding
                instances.greedy { mount = "/greedy" }
                instances.modest { mount = "/modest" }
                """);
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("../../conf/jvm.options"), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m",
                "-cp", System.getProperty("java.class.path"), Main.class.getName(), "serve", file.toString(),
                "--listen", "127.0.0.1:0").redirectError(folder.resolve("err").toFile()).start();
    }

    private static String address(BufferedReader out) throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            var ready = READY.matcher(line);
            if (ready.matches()) {
                return ready.group(1);
            }
        }
        throw new AssertionError("it never was ready");
    }

    private int status(String address, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private void ask(String address, String path) throws InterruptedException {
        try {
            status(address, path);
        } catch (IOException e) {
            // The process has ended meanwhile.
        }
    }

    private int diesOf(String path) throws IOException, InterruptedException {
        var process = serve();
        try (var out = process.inputReader()) {
            ask(address(out), path);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("half dead").isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void endsSaysWhoseCodeItWasAndDoesNotStartThatOneAThirdTime() throws Exception {
        for (int run = 1; run <= 2; run++) {
            assertThat(diesOf("greedy/hoard")).isEqualTo(3);
            assertThat(Files.readString(folder.resolve("err")))
                    .contains("rowhouse: instance greedy: OutOfMemoryError; the process ends");
            assertThat(Files.readAllLines(folder.resolve("own/oom"))).hasSize(run)
                    .allSatisfy(line -> assertThat(line).matches("\\d{13} greedy [0-9a-f]{16}"));
        }

        var third = serve();
        try (var out = third.inputReader()) {
            var address = address(out);
            assertThat(status(address, "greedy/")).isEqualTo(503);
            assertThat(status(address, "modest/")).isEqualTo(200);
            assertThat(Files.readString(folder.resolve("err")))
                    .contains("instance greedy: FAILED: its code found no memory left 2 times, twice within an hour");

            // Where nobody hears of it, no half-dead process is left either.
            ask(address, "modest/swallow");
            assertThat(third.waitFor(60, TimeUnit.SECONDS)).as("half dead").isTrue();
            assertThat(third.exitValue()).as("killed").isEqualTo(128 + 9);
        } finally {
            third.destroyForcibly().waitFor();
        }
    }
}
