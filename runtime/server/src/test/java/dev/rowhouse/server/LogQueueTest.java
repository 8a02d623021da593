package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose standard error is a pipe that nobody reads. */
class LogQueueTest {
    /** More than the queue and the pipe hold. */
    private static final int REQUESTS = 3000;

    private static final Pattern READY = Pattern.compile("ready: (\\S+)");
    private static final Pattern LOST = Pattern.compile("(\\d+) messages of the log are lost");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Process serve() throws IOException {
        var desk = new Desk(folder)
                .write("""
                        listen = "127.0.0.1:0"
                        apps { talkative.class = dev.rowhouse.server.TalkativeApp, greeting.class = dev.rowhouse.server.GreetingApp }
                        instances {
                          loud  { app = talkative, mount = "/loud" }
                          quiet { app = greeting, mount = "/quiet", engines.default.url = "jdbc:h2:mem:quiet" }
                        }
                        """);
        return new ProcessBuilder(Desk.commandLine("serve", desk.file().toString())).start();
    }

    private static String address(BufferedReader out) throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            var ready = READY.matcher(line);
            if (ready.lookingAt()) {
                return ready.group(1);
            }
        }
        throw new IOException("the composite is not ready");
    }

    private static String get(HttpClient client, String address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(60)).build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void keepsNobodyWaitingWhileTheLogIsNotRead() throws Exception {
        var process = serve();
        try (var out = process.inputReader();
                var log = process.errorReader();
                var client = HttpClient.newHttpClient()) {
            var address = address(out);
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(get(client, address + "loud/?" + i)).isEqualTo("said");
            }
            assertThat(get(client, address + "quiet/")).isEqualTo("hello");

            int said = 0;
            int lost = 0;
            while (said + lost < REQUESTS) {
                var line = log.readLine();
                assertThat(line).as("%d said, %d lost", said, lost).isNotNull();
                var loss = LOST.matcher(line);
                if (loss.find()) {
                    lost += Integer.parseInt(loss.group(1));
                } else if (line.contains("[loud] TalkativeApp: ")) {
                    said++;
                }
            }
            assertThat(said).isGreaterThan(1000);
            assertThat(lost).isPositive();
            assertThat(said + lost).isEqualTo(REQUESTS);

            process.toHandle().destroy();
            assertThat(log.lines().toList()).anyMatch(line -> line.contains("instance quiet: CLOSED"));
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void endsTheProcessAlsoIfTheLogIsNeverRead() throws Exception {
        var process = serve();
        try (var out = process.inputReader(); var client = HttpClient.newHttpClient()) {
            var address = address(out);
            for (int i = 0; i < 100; i++) {
                assertThat(get(client, address + "loud/?" + i)).isEqualTo("said");
            }
            process.toHandle().destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
