package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.instance.Tally;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A request that takes too long in its database, on every product. */
abstract class OvertimeContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Databases databases;
    private final String endless;

    /** @param endless a statement that takes longer than anybody waits */
    OvertimeContract(Databases databases, String endless) {
        this.databases = databases;
        this.endless = endless;
    }

    @Test
    void itsStatementIsCancelledAndItsWorkRolledBackAndNobodyElseIsDisturbed() throws Exception {
        databases.create("overtime");
        try (var composite = TestComposite.start("""
                apps.patience.class = dev.rowhouse.testkit.PatienceApp
                instances.a { app = patience, mount = "/a", limits { request-timeout = 2s }
                  engines.default { url = "%s", schema = update, pool.max = 3 } }
                """.formatted(databases.url("overtime"))); var client = HttpClient.newHttpClient()) {
            var instance = composite.composite().instances().all().getFirst();
            var patience = composite.object("a", PatienceApp.Patience.class);
            assertThat(patience.count()).isZero();
            // More of them than there are connections, one after the other.
            for (int i = 0; i < 2; i++) {
                var endlessly = client.sendAsync(HttpRequest
                        .newBuilder(composite.uri("/a/sql?q=" + URLEncoder.encode(endless, StandardCharsets.UTF_8)))
                        .timeout(PATIENCE)
                        .build(), BodyHandlers.ofString());
                var asleep = client.sendAsync(
                        HttpRequest.newBuilder(composite.uri("/a/swallow")).timeout(PATIENCE).build(),
                        BodyHandlers.ofString());
                while (!endlessly.isDone() || !asleep.isDone()) {
                    assertThat(patience.count()).isZero();
                    LockSupport.parkNanos(10_000_000);
                }
                assertThat(endlessly.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(504);
                assertThat(asleep.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(504);
            }
            patience.addOne();
            assertThat(patience.count()).isEqualTo(1);
            while (instance.running() > 0) {
                LockSupport.parkNanos(10_000_000);
            }
            assertThat(instance.tally().get(Tally.Count.OVERTIME)).isEqualTo(4);
            assertThat(instance.tally().stuck()).isZero();
        }
    }
}
