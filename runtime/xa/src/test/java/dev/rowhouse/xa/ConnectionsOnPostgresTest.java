package dev.rowhouse.xa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.Origin;
import dev.rowhouse.config.ServerConfig;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.transaction.xa.XAException;
import org.hibernate.TransactionException;
import org.junit.jupiter.api.Test;

@On(Product.POSTGRESQL)
class ConnectionsOnPostgresTest extends ConnectionsContract {
    private final Databases databases;

    ConnectionsOnPostgresTest(Databases databases) {
        super(databases);
        this.databases = databases;
    }

    /** As few as one transaction needs, while others want them too. */
    @Test
    void commitTogetherThoughTheirServerLendsFew() throws Exception {
        var urls = List.of(databases.create("lent_one"), databases.create("lent_two"));
        var server = new ServerConfig("main", urls.getFirst().split("/lent_one", 2)[0], 2, new Origin("test", 1));
        var veto = new AtomicBoolean();
        var seam = new Steps((step, database) -> {
            if (step.startsWith("before prepare") && veto.get()) {
                throw new XAException(XAException.XA_RBOTHER);
            }
        });
        try (var house = House.open("a", folder, seam, List.of(server), urls);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var stop = new AtomicBoolean();
            var running = new CountDownLatch(1);
            var reading = threads.submit(() -> {
                while (!stop.get()) {
                    House.texts(house.engines.getLast());
                    running.countDown();
                }
                return true;
            });
            try {
                running.await();
                for (int i = 0; i < 5; i++) {
                    veto.set(false);
                    house.add("kept " + i);
                    veto.set(true);
                    assertThatThrownBy(() -> house.add("vetoed")).isInstanceOf(TransactionException.class);
                    for (var engine : house.engines) {
                        try (var connection = engine.dataSource().getConnection()) {
                            engine.evict(connection);
                        }
                    }
                }
            } finally {
                stop.set(true);
            }
            assertThat(reading.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(house.prepared()).isZero();
            assertThat(house.texts()).containsOnly(List.of("kept 0", "kept 1", "kept 2", "kept 3", "kept 4"));
        }
    }
}
