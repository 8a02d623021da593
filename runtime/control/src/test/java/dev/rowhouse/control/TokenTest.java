package dev.rowhouse.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.ControlConfig;
import dev.rowhouse.config.ListenAddress;
import dev.rowhouse.config.Secret;
import dev.rowhouse.http.ListenException;
import dev.rowhouse.instance.Phase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API on TCP. */
class TokenTest {
    private static final Secret TOKEN = new Secret("0123456789-abcdefghij");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private ControlServer open(int port) {
        var row = new Row();
        row.add("a", "blog", Phase.SERVING);
        return ControlServer.open(folder.resolve("f"),
                new ControlConfig(Optional.of(new ControlConfig.Tcp(new ListenAddress("127.0.0.1", port), TOKEN))),
                new ControlApi(row), Limits.PATIENT, folder, Limits.PAUSE);
    }

    private static int port(ControlServer server) {
        return server.address().orElseThrow().getPort();
    }

    private static Answer ask(ControlServer server, String token) throws InterruptedException {
        return new ControlClient(
                new ControlAddress.Tcp(new ListenAddress("127.0.0.1", port(server)), new Secret(token)))
                .ask("GET", "/v1/instances/a", Limits.LONG);
    }

    private static String send(ControlServer server, String fields) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port(server))) {
            socket.getOutputStream()
                    .write("GET /v1/composite HTTP/1.1\r\nHost: a\r\nConnection: close\r\n%s\r\n".formatted(fields)
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void letsInWhoKnowsTheToken() throws Exception {
        try (var server = open(0)) {
            assertThat(ask(server, TOKEN.value()).body()).contains("\"name\":\"a\"");
            assertThat(send(server, "Authorization: bearer " + TOKEN.value() + "\r\n")).startsWith("HTTP/1.1 200 ");
            // The socket needs none.
            assertThat(new ControlClient(new ControlAddress.Folder(folder.resolve("f")))
                    .ask("GET", "/v1/composite", Limits.LONG)
                    .status()).isEqualTo(200);
        }
    }

    @Test
    void keepsOutEverybodyElse() throws Exception {
        try (var server = open(0)) {
            for (var wrong : List.of("x", TOKEN.value() + "x", TOKEN.value().substring(1), "x".repeat(5000))) {
                assertThat(ask(server, wrong).status()).as(wrong).isEqualTo(401);
            }
            var right = "Authorization: Bearer " + TOKEN.value() + "\r\n";
            for (var fields : List.of("", "Authorization: Basic " + TOKEN.value() + "\r\n",
                    "Authorization: " + TOKEN.value() + "\r\n", "Authorization:\r\n", right + right,
                    "Cookie: token=" + TOKEN.value() + "\r\n")) {
                assertThat(send(server, fields)).as(fields)
                        .startsWith("HTTP/1.1 401 ")
                        .contains("WWW-Authenticate: Bearer realm=\"rowhouse\"")
                        .doesNotContain(TOKEN.value());
            }
        }
    }

    @Test
    void answersWhoHasItWhileManyGuess() throws Exception {
        try (var server = open(0); var threads = Executors.newFixedThreadPool(32)) {
            var guesses = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 300; i++) {
                int guess = i;
                guesses.add(threads.submit(() -> ask(server, "wrong-" + guess).status()));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(ask(server, TOKEN.value()).status()).isEqualTo(200);
            }
            for (var guess : guesses) {
                assertThat(guess.get(60, TimeUnit.SECONDS)).isEqualTo(401);
            }
        }
    }

    @Test
    void saysThatItsPortIsTaken() {
        try (var server = open(0)) {
            assertThatThrownBy(() -> open(port(server))).isInstanceOf(ListenException.class)
                    .hasMessageContaining("taken");
            assertThat(server.socket()).isPresent();
        }
    }
}
