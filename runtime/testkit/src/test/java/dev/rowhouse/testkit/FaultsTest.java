package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;
import dev.rowhouse.instance.HostedInstance;
import dev.rowhouse.instance.Phase;
import dev.rowhouse.instance.Tally;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One instance is ill in every way that there is. Its neighbour is asked all the time, and no request to it fails. */
class FaultsTest {
    private static final String CONF = """
            apps.faulty.class = "dev.rowhouse.testkit.FaultyApp"
            drain = 0s
            defaults { app = faulty, mount = "/{instance}"
              engines.default { url = "jdbc:h2:mem:{here}/{instance}", schema = update, pool { max = 3, borrow-timeout = 60s } } }
            instances { ill {}, well {} }
            """;

    /** Where an instance finds that it gets no connection. */
    private static final String HURRIED = CONF + "instances.ill.engines.default.pool.borrow-timeout = 2s\n";

    private static HostedInstance ill(TestComposite composite) {
        return composite.composite().instances().get(new InstanceName("ill"));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); !condition.getAsBoolean(); Thread
                .sleep(5)) {
            assertThat(System.nanoTime()).as("waited for long").isLessThan(until);
        }
    }

    private static int status(TestComposite composite, String path) {
        return composite.get(path).statusCode();
    }

    /** Asks until the instance was set aside, and says why it was. */
    private static String askUntilSetAside(TestComposite composite, String path) throws Exception {
        // Beside who looks why: it is to be seen for a second, and an answer may take longer.
        var asking = CompletableFuture.runAsync(() -> {
            while (!wasSetAside(composite)) {
                int status = status(composite, path);
                assertThat(status >= 500 || wasSetAside(composite)).as("answered with %d", status).isTrue();
            }
        }, task -> Thread.ofVirtual().start(task));
        List<String> reasons = new ArrayList<>();
        await(() -> {
            ill(composite).failure().ifPresent(reasons::add);
            return !reasons.isEmpty() || asking.isCompletedExceptionally();
        });
        asking.get(60, TimeUnit.SECONDS);
        return reasons.getFirst();
    }

    private static boolean wasSetAside(TestComposite composite) {
        return ill(composite).tally().get(Tally.Count.SET_ASIDE) > 0;
    }

    private static void awaitServing(TestComposite composite) throws InterruptedException {
        await(() -> status(composite, "/ill/count") == 200);
    }

    @Test
    void setsAsideAnInstanceThatLeaksItsConnectionsAndSaysWhoHasThem() throws Exception {
        try (var composite = TestComposite.start(HURRIED); var _ = Neighbour.of(composite, "/well/count")) {
            for (int i = 0; i < 3; i++) {
                assertThat(status(composite, "/ill/leak")).isEqualTo(200);
            }
            assertThat(askUntilSetAside(composite, "/ill/count"))
                    .contains("requests in a row", "got no connection to a database")
                    .contains("3 by a thread that has ended without closing it, last statement: select ?")
                    .doesNotContain("4711");
            var answer = composite.get("/ill/count");
            if (answer.statusCode() == 503) {
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
            awaitServing(composite);
            assertThat(ill(composite).tally().get(Tally.Count.SET_ASIDE)).isOne();
            assertThat(ill(composite).tally().get(Tally.Count.FAILED_STARTS)).isZero();
        }
    }

    @Test
    void setsAsideAnInstanceWhoseRequestsHoldAllConnectionsForEver() throws Exception {
        try (var client = HttpClient.newHttpClient();
                var composite = TestComposite.start(HURRIED);
                var _ = Neighbour.of(composite, "/well/count")) {
            List<CompletableFuture<HttpResponse<String>>> holding = Stream
                    .generate(() -> client.sendAsync(HttpRequest.newBuilder(composite.uri("/ill/exhaust")).build(),
                            BodyHandlers.ofString()))
                    .limit(3)
                    .toList();
            assertThat(composite.object("ill", FaultyApp.Ward.class).holding.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(askUntilSetAside(composite, "/ill/count")).contains("got no connection to a database",
                    "by a running thread in dev.rowhouse.testkit.FaultyApp");
            for (var one : holding) {
                assertThat(one.get(60, TimeUnit.SECONDS).statusCode()).isGreaterThanOrEqualTo(500);
            }
            awaitServing(composite);
        }
    }

    @Test
    void setsAsideAnInstanceWhoseRequestsLoopOnThoughTheyWereStopped() throws Exception {
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                var composite = TestComposite.start(CONF + "instances.ill.limits.request-timeout = 3s");
                var _ = Neighbour.of(composite, "/well/count")) {
            var ward = composite.object("ill", FaultyApp.Ward.class);
            List<CompletableFuture<HttpResponse<String>>> looping = Stream
                    .generate(() -> client.sendAsync(HttpRequest.newBuilder(composite.uri("/ill/loop")).build(),
                            BodyHandlers.ofString()))
                    .limit(4)
                    .toList();
            List<String> reasons = new ArrayList<>();
            try {
                for (var one : looping) {
                    assertThat(one.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(504);
                }
                await(() -> {
                    ill(composite).failure().ifPresent(reasons::add);
                    return !reasons.isEmpty();
                });
            } finally {
                ward.released.countDown();
            }
            assertThat(reasons.getFirst()).contains("4 requests run on though they were interrupted",
                    "limits.request-timeout");
            awaitServing(composite);
        }
    }

    @Test
    void setsAsideAnInstanceThatAnswersSeveralClientsWithErrorsAlone() throws Exception {
        try (var composite = TestComposite.start(CONF); var _ = Neighbour.of(composite, "/well/count")) {
            // One address that fails always takes it from nobody whom it answers.
            for (int i = 0; i < 6; i++) {
                assertThat(status(composite, "/ill/overflow")).isEqualTo(500);
                assertThat(status(composite, "/ill/linkage")).isEqualTo(500);
                assertThat(status(composite, "/ill/count")).isEqualTo(200);
            }
            assertThat(ill(composite).tally().get(Tally.Count.SET_ASIDE)).isZero();
            List<String> reasons = new ArrayList<>();
            await(() -> {
                if (ill(composite).phase() == Phase.SERVING && pause()) {
                    ask(composite, "127.0.0.1", "/ill/linkage");
                    ask(composite, "127.0.0.2", "/ill/assertion");
                }
                ill(composite).failure().ifPresent(reasons::add);
                return !reasons.isEmpty();
            });
            assertThat(reasons.getFirst()).contains("requests in a row", "ended with an error; the last: ");
            awaitServing(composite);
        }
    }

    /** So that no more than some fail in the seconds that it takes. */
    private static boolean pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
        return true;
    }

    /** From another address of this machine. */
    private static void ask(TestComposite composite, String from, String path) {
        var uri = composite.uri(path);
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), uri.getPort(), InetAddress.ofLiteral(from),
                0)) {
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(path)
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 5");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void startsAgainThoughAFewThreadsWaitForEachOtherForEver() throws Exception {
        try (var composite = TestComposite.start(CONF); var _ = Neighbour.of(composite, "/well/count")) {
            assertThat(status(composite, "/ill/deadlock")).isEqualTo(200);
            assertThat(ill(composite).restart(Duration.ZERO)).isEqualTo(Phase.SERVING);
            assertThat(status(composite, "/ill/count")).isEqualTo(200);
        }
    }

    @Test
    void letsFloodsAndGarbageDisturbNobody() throws Exception {
        try (var composite = TestComposite.start(CONF); var _ = Neighbour.of(composite, "/well/count")) {
            for (int i = 0; i < 20; i++) {
                assertThat(status(composite, "/ill/flood")).isEqualTo(200);
                assertThat(status(composite, "/ill/allocate")).isEqualTo(200);
                assertThat(status(composite, "/ill/exception")).isEqualTo(500);
            }
            assertThat(ill(composite).phase()).isEqualTo(Phase.SERVING);
        }
    }

    @Test
    void servesBesideInstancesThatCannotStart() throws Exception {
        try (var client = HttpClient.newHttpClient(); var composite = TestComposite.start(CONF + """
                instances {
                  failing { settings.start = fail }
                  broken  { settings.start = error }
                  hanging { settings.start = hang, start = lazy }
                  gone    { engines.default { url = "jdbc:h2:tcp://127.0.0.1:1/none", pool.borrow-timeout = 1s } }
                }
                """); var _ = Neighbour.of(composite, "/well/count")) {
            var hanging = client.sendAsync(HttpRequest.newBuilder(composite.uri("/hanging/count")).build(),
                    BodyHandlers.discarding());
            await(() -> composite.phase("hanging") == Phase.STARTING);
            for (var name : List.of("failing", "broken", "gone")) {
                assertThat(composite.phase(name)).isIn(Phase.FAILED, Phase.STARTING);
                assertThat(status(composite, "/" + name + "/count")).isIn(503);
            }
            assertThat(status(composite, "/ill/count")).isEqualTo(200);
            assertThat(hanging).isNotDone();
        }
    }

    /** A server that ends all connections, as one does that restarts. */
    @Test
    @On(Product.POSTGRESQL)
    void losesAtMostOneRequestForEachConnectionWhenADatabaseRestarts(Databases postgres) throws Exception {
        var url = postgres.create("restarting");
        try (var composite = TestComposite
                .start(CONF + "instances.ill.engines.default { url = \"%s\" }".formatted(url));
                var _ = Neighbour.of(composite, "/well/count")) {
            awaitServing(composite);
            int failed = 0;
            for (int i = 0; i < 10; i++) {
                end(postgres, "restarting");
                for (int request = 0; request < 4; request++) {
                    failed += status(composite, "/ill/count") == 200 ? 0 : 1;
                }
            }
            assertThat(failed).isLessThanOrEqualTo(10);
            assertThat(ill(composite).tally().get(Tally.Count.SET_ASIDE)).isZero();
        }
    }

    private static void end(Databases postgres, String database) throws SQLException {
        try (var connection = postgres.connect("postgres"); var statement = connection.createStatement()) {
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'".formatted(database));
        }
    }

    @Test
    @On(Product.POSTGRESQL)
    void setsAsideAnInstanceWhoseDatabaseIsGoneAndServesWhenItIsBack(Databases postgres) throws Exception {
        var url = postgres.create("gone");
        try (var composite = TestComposite
                .start(HURRIED + "instances.ill.engines.default { url = \"%s\" }".formatted(url));
                var _ = Neighbour.of(composite, "/well/count")) {
            awaitServing(composite);
            allowConnections(postgres, "gone", false);
            end(postgres, "gone");
            assertThat(askUntilSetAside(composite, "/ill/count")).contains("got no connection to a database", "gone");
            allowConnections(postgres, "gone", true);
            awaitServing(composite);
        }
    }

    private static void allowConnections(Databases postgres, String database, boolean allow) throws SQLException {
        try (var connection = postgres.connect("postgres"); var statement = connection.createStatement()) {
            statement.execute("alter database %s allow_connections %s".formatted(database, allow));
        }
    }
}
