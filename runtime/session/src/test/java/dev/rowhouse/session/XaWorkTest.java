package dev.rowhouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;
import dev.rowhouse.spi.UndecidedCommitException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hibernate.TransactionException;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Work that commits in two phases, over files of H2, shards, members of a family and a database of PostgreSQL. */
@On(Product.POSTGRESQL)
class XaWorkTest {
    private static final List<String> NOBODY = List.of();

    private final Databases databases;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private XaHouse house;

    XaWorkTest(Databases databases) {
        this.databases = databases;
    }

    @BeforeEach
    void open(TestInfo test) throws Exception {
        var name = "xa_work_" + test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        house = new XaHouse(folder, databases.create(name));
    }

    @AfterEach
    void close() {
        house.close();
    }

    /** Two on the server have one job. */
    private void addWhatTheServerRefuses() {
        house.work().on("server").run(() -> {
            house.session().persist(new Guest("Ada", "countess"));
            house.session().persist(new Guest("Maria", "countess"));
        });
    }

    private void addEverywhereElse() {
        house.add("default", "Grace");
        house.add("spread", "Grace");
        house.add("spread", "Lise");
        house.addToMember("a", "Grace");
    }

    @Test
    void commitsInAllThatItTouched() {
        house.work().runInTransaction(() -> {
            addEverywhereElse();
            house.add("server", "Grace");
        });
        assertThat(house.guests()).containsExactly(List.of("Grace"), List.of("Grace"), List.of("Grace", "Lise"),
                List.of("Grace"));
        assertThat(house.borrowed()).isZero();
    }

    @Test
    void commitsInNoneIfOneRefusesAtPrepare() {
        house.allowEachJobOnceOnServer();
        assertThatThrownBy(() -> house.work().runInTransaction(() -> {
            addEverywhereElse();
            addWhatTheServerRefuses();
        })).isInstanceOf(TransactionException.class)
                .hasMessageContaining("rolled back in all engines, because 'server' did not agree")
                .rootCause()
                .hasMessageContaining("job_once");
        assertThat(house.guests()).containsOnly(NOBODY);
        // And the next one has sound connections.
        house.work().runInTransaction(() -> {
            addEverywhereElse();
            house.add("server", "Ada");
        });
        assertThat(house.guests(house.work().on("server"))).containsExactly("Ada");
        assertThat(house.borrowed()).isZero();
    }

    @Test
    void commitsInNoneIfTheSecondHasAKeyAlready() {
        house.work().runInTransaction(() -> house.add("server", "Ada"));
        assertThatThrownBy(() -> house.work().runInTransaction(() -> {
            addEverywhereElse();
            house.add("server", "Ada");
        })).isInstanceOf(ConstraintViolationException.class);
        assertThat(house.guests()).containsExactly(NOBODY, List.of("Ada"), NOBODY, NOBODY);
        assertThat(house.borrowed()).isZero();
    }

    @Test
    void commitsOneEngineAlone() {
        house.allowEachJobOnceOnServer();
        house.work().runInTransaction(() -> house.add("server", "Ada"));
        assertThatThrownBy(() -> house.work().runInTransaction(() -> house.work().on("server").run(() -> {
            house.session().persist(new Guest("Grace", "admiral"));
            house.session().persist(new Guest("Lise", "admiral"));
        }))).rootCause().hasMessageContaining("job_once");
        assertThat(house.guests()).containsExactly(NOBODY, List.of("Ada"), NOBODY, NOBODY);
    }

    @Test
    void rollsBackAllWhenTheTaskThrows() {
        assertThatThrownBy(() -> house.work().runInTransaction(() -> {
            addEverywhereElse();
            house.add("server", "Ada");
            house.session().flush();
            throw new IllegalArgumentException("on purpose");
        })).isInstanceOf(IllegalArgumentException.class).hasNoSuppressedExceptions();
        assertThat(house.guests()).containsOnly(NOBODY);
        assertThat(house.borrowed()).isZero();
    }

    @Test
    void triesAgainWhenOthersWereQuicker() {
        house.work().runInTransaction(() -> house.add("server", "Ada"));
        List<String> seen = new ArrayList<>();
        house.work().runInRetriedTransaction(() -> {
            addEverywhereElse();
            house.work().on("server").run(() -> {
                house.session()
                        .createNativeMutationQuery("set transaction isolation level repeatable read")
                        .executeUpdate();
                var ada = house.session().find(Guest.class, "Ada");
                seen.add(String.valueOf(ada.job));
                if (seen.size() == 1) {
                    changeElsewhere("countess");
                }
                ada.job = ada.job + " of Lovelace";
            });
        });
        assertThat(seen).containsExactly("null", "countess");
        assertThat(house.guests(house.work().on("spread"))).containsExactly("Grace", "Lise");
        house.work()
                .on("server")
                .run(() -> assertThat(house.session().find(Guest.class, "Ada").job).isEqualTo("countess of Lovelace"));
    }

    /** In a transaction of another thread, which has committed afterwards. */
    private void changeElsewhere(String job) {
        var failures = new ArrayList<Throwable>();
        var thread = Thread.ofPlatform()
                .unstarted(() -> house.work()
                        .on("server")
                        .runInTransaction(() -> house.session()
                                .createMutationQuery("update Guest set job = :job")
                                .setParameter("job", job)
                                .executeUpdate()));
        thread.setUncaughtExceptionHandler((_, failure) -> failures.add(failure));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void triesAgainWhenAnEngineRefusesAtPrepareBecauseOfOthers() {
        house.allowEachJobOnceOnServer();
        List<Integer> tries = new ArrayList<>();
        house.work().runInRetriedTransaction(() -> {
            tries.add(tries.size());
            addEverywhereElse();
            house.work().on("server").run(() -> {
                house.session().persist(new Guest("Ada", "countess"));
                if (tries.size() == 1) {
                    house.session().persist(new Guest("Maria", "countess"));
                }
            });
        });
        assertThat(tries).hasSize(2);
        assertThat(house.guests()).containsExactly(List.of("Grace"), List.of("Ada"), List.of("Grace", "Lise"),
                List.of("Grace"));
    }

    @Test
    void doesNotRepeatWhatWillBeCommitted() {
        List<Integer> tries = new ArrayList<>();
        assertThatThrownBy(() -> house.work().runInRetriedTransaction(() -> {
            tries.add(tries.size());
            throw new UndecidedCommitException("acme", List.of("default"), List.of("server"),
                    new SQLException("overtaken", "40001"));
        })).isInstanceOf(UndecidedCommitException.class);
        assertThat(tries).hasSize(1);
    }

    @Test
    void cannotCommitAfterAFailureThatWasCaught() {
        assertThatThrownBy(() -> house.work().runInTransaction(() -> {
            house.add("default", "Ada");
            house.work()
                    .on("server")
                    .run(() -> assertThatThrownBy(() -> house.session()
                            .createNativeMutationQuery("insert into nothing values (1)")
                            .executeUpdate()).hasMessageContaining("nothing"));
        })).isInstanceOf(IllegalStateException.class).hasMessageContaining("the one on 'server' is marked for that");
        assertThat(house.guests()).containsOnly(NOBODY);
    }

    @Test
    void goesOnWithItsSessionsAfterEachTransaction() {
        house.work().runInTransaction(() -> {
            house.add("default", "Ada");
            house.add("server", "Ada");
        });
        house.work().run(() -> {
            var engines = List.of(house.work().on("default"), house.work().on("server"));
            for (var job : List.of("countess", "admiral")) {
                // Read outside of the transaction, changed inside of it.
                var read = engines.stream()
                        .map(where -> where.call(() -> house.session().find(Guest.class, "Ada")))
                        .toList();
                house.work().runInTransaction(() -> read.forEach(guest -> guest.job = job));
                assertThatThrownBy(() -> house.work().runInTransaction(() -> {
                    engines.forEach(where -> where.run(() -> house.session().find(Guest.class, "Ada").job = "lost"));
                    house.session().flush();
                    throw new IllegalArgumentException("on purpose");
                })).isInstanceOf(IllegalArgumentException.class).hasNoSuppressedExceptions();
                assertThat(engines)
                        .allSatisfy(where -> assertThat(where.call(() -> house.session().find(Guest.class, "Ada").job))
                                .isEqualTo(job));
            }
        });
        assertThat(house.borrowed()).isZero();
    }

    @Test
    void takesBackWhatASessionHeldThatTheAppClosed() {
        assertThatThrownBy(() -> house.work().runInTransaction(() -> {
            addEverywhereElse();
            house.session().flush();
            house.session().close();
        })).isInstanceOf(IllegalStateException.class);
        assertThat(house.guests()).containsOnly(NOBODY);
        assertThat(house.borrowed()).isZero();
    }
}
