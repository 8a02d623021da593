package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.HeldLine;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;
import dev.rowhouse.instance.Phase;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * One instance waits, for its database or for its clients, on more threads than there are processors. Its neighbour answers meanwhile,
 * all the time: nothing is released before it has. So do instances that start and end meanwhile.
 */
@On(Product.POSTGRESQL)
class SlownessTest {
    /** More than there are connections in a pool, I/O threads, or carriers of virtual threads. */
    private static final int STUCK = 40;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Databases postgres;

    SlownessTest(Databases postgres) {
        this.postgres = postgres;
    }

    /** A composite of an instance that will be stuck, its neighbour, and one that starts when it is asked for. */
    private static TestComposite composite(String stuck, String neighbour) {
        return TestComposite
                .start("""
                        apps.trial.class = "dev.rowhouse.testkit.TrialApp"
                        defaults { app = trial, mount = "/{instance}", engines.default { schema = update, pool.borrow-timeout = 60s } }
                        instances {
                          stuck     { engines.default.url = "%s" }
                          neighbour { engines.default.url = "%s" }
                          late      { engines.default.url = "jdbc:h2:mem:{here}/{instance}", start = lazy }
                        }
                        """
                        .formatted(stuck, neighbour));
    }

    private static List<CompletableFuture<HttpResponse<String>>> ask(
            HttpClient client,
            TestComposite composite,
            String path) {
        return Stream.generate(
                () -> client.sendAsync(HttpRequest.newBuilder(composite.uri(path)).build(), BodyHandlers.ofString()))
                .limit(STUCK)
                .toList();
    }

    /** The neighbour answers, with its database; another instance starts and answers. */
    private static void othersAnswer(TestComposite composite) {
        IntStream.range(0, 100).forEach(_ -> {
            var answer = composite.send(HttpRequest.newBuilder(composite.uri("/neighbour/count")).timeout(PATIENCE));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        });
        var late = composite.send(HttpRequest.newBuilder(composite.uri("/late/count")).timeout(PATIENCE));
        assertThat(late.statusCode()).as(late.body()).isEqualTo(200);
    }

    @Test
    void aDatabaseThatHangsStopsNobodyElse() throws Exception {
        var url = postgres.create("hanging");
        var port = postgres.port().orElseThrow();
        try (var line = HeldLine.open(port);
                var composite = composite(url.replace(":" + port, ":" + line.port()), postgres.create("beside"));
                var client = HttpClient.newHttpClient()) {
            line.hold();
            var stuck = ask(client, composite, "/stuck/count");
            line.awaitHeld(1);

            othersAnswer(composite);
            // They don't wait for it to be released, however long they might wait for a connection.
            for (var answer : stuck) {
                assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
            }
            othersAnswer(composite);
            assertThat(composite.phase("stuck")).isEqualTo(Phase.SERVING);

            line.release();
            awaitAnswer(composite, "/stuck/count");
        }
    }

    private static void awaitAnswer(TestComposite composite, String path) throws InterruptedException {
        for (int status = 0; status != 200; Thread.sleep(20)) {
            status = composite.get(path).statusCode();
            assertThat(status).isIn(200, 503);
        }
    }

    @Test
    void aRowThatIsLockedStopsNobodyElse() throws Exception {
        var url = postgres.create("locked");
        try (var composite = composite(url + "&options=-c%20lock_timeout=0", "jdbc:h2:mem:{here}/neighbour");
                var client = HttpClient.newHttpClient();
                var holder = postgres.connect("locked")) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("lock table canary in access exclusive mode");
            var stuck = ask(client, composite, "/stuck/count");

            othersAnswer(composite);
            assertThat(stuck).noneMatch(CompletableFuture::isDone);

            holder.rollback();
            for (var answer : stuck) {
                assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void aFileThatAnotherProcessHasLockedStopsNobodyElse() throws Exception {
        try (var composite = composite("jdbc:sqlite:{here}/stuck.db", "jdbc:h2:mem:{here}/neighbour");
                var client = HttpClient.newHttpClient();
                var holder = DriverManager.getConnection("jdbc:sqlite:" + composite.folder().resolve("stuck.db"))) {
            execute(holder, "begin exclusive");
            var stuck = ask(client, composite, "/stuck/count");

            othersAnswer(composite);
            assertThat(stuck).noneMatch(CompletableFuture::isDone);

            execute(holder, "rollback");
            for (var answer : stuck) {
                assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void clientsThatDontReadStopNobodyElse() throws Exception {
        var sockets = new ArrayList<Socket>();
        try (var composite = composite("jdbc:h2:mem:{here}/stuck", "jdbc:h2:mem:{here}/neighbour")) {
            for (int i = 0; i < STUCK; i++) {
                sockets.add(say(composite, "GET /stuck/big HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            }
            composite.object("stuck", TrialApp.Trial.class).awaitBig(STUCK);

            othersAnswer(composite);
            for (var socket : sockets) {
                // The head is there; of the body, more than a socket holds.
                assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);
            }
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void clientsThatDontSendStopNobodyElse() throws Exception {
        var sockets = new ArrayList<Socket>();
        try (var composite = composite("jdbc:h2:mem:{here}/stuck", "jdbc:h2:mem:{here}/neighbour")) {
            for (int i = 0; i < STUCK; i++) {
                sockets.add(say(composite,
                        "POST /stuck/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf "));
            }

            othersAnswer(composite);
            for (var socket : sockets) {
                socket.getOutputStream().write("a word".getBytes(StandardCharsets.US_ASCII), 0, 5);
                assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 200");
            }
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private static Socket say(TestComposite composite, String text) throws IOException {
        var uri = composite.uri("/");
        var socket = new Socket(uri.getHost(), uri.getPort());
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
