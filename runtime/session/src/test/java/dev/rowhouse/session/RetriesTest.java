package dev.rowhouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.engine.Engines;
import dev.rowhouse.spi.PartialCommitException;
import jakarta.persistence.OptimisticLockException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class RetriesTest {
    private final Engines engines = new Engines();
    private final AtomicInteger tries = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    private House acme;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        acme = House.open(engines, "retries-" + test.getTestMethod().orElseThrow().getName(), "acme");
    }

    @AfterEach
    void close() {
        acme.close();
        engines.close();
    }

    private <X extends Exception> void retried(Attempt<X> task) throws X {
        acme.work().<Integer, X>inRetriedTransaction(() -> {
            task.run(tries.incrementAndGet());
            return tries.get();
        });
    }

    private interface Attempt<X extends Exception> {
        void run(int number) throws X;
    }

    private static OptimisticLockException conflict() {
        return new OptimisticLockException("on purpose");
    }

    @Test
    void returnsWhatTheTaskReturnsAfterTheCommit() {
        assertThat(acme.work().<String, RuntimeException>inRetriedTransaction(() -> {
            acme.session().persist(new Guest("Ada"));
            acme.session("log").persist(new Guest("entry"));
            return "done";
        })).isEqualTo("done");
        assertThat(acme.guests()).containsExactly("Ada");
        assertThat(acme.guests("log")).containsExactly("entry");
    }

    @Test
    void triesFiveTimesAndThrowsTheLastFailureAsItIs() {
        acme.add("taken");
        assertThatThrownBy(() -> retried(attempt -> acme.session().persist(new Guest("taken"))))
                .isInstanceOf(ConstraintViolationException.class)
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .filteredOn(ConstraintViolationException.class::isInstance)
                        .hasSize(4));
        assertThat(tries).hasValue(5);
        assertThat(acme.borrowed()).isZero();
    }

    @Test
    void throwsAFailureThatIsAlwaysTheSame() {
        var same = conflict();
        assertThatThrownBy(() -> retried(attempt -> {
            throw same;
        })).isSameAs(same).hasNoSuppressedExceptions();
        assertThat(tries).hasValue(5);
    }

    @Test
    void looksIntoWhatATaskThrows() throws Exception {
        retried(attempt -> {
            if (attempt < 3) {
                throw new IOException("on purpose", conflict());
            }
        });
        assertThat(tries).hasValue(3);
    }

    @Test
    void repeatsNothingThatFailedByItself() {
        assertThatThrownBy(() -> retried(attempt -> {
            throw new IOException("on purpose");
        })).isInstanceOf(IOException.class).hasNoSuppressedExceptions();
        assertThat(tries).hasValue(1);
    }

    @Test
    void repeatsNothingThatHasCommittedInPart() {
        assertThatThrownBy(() -> retried(attempt -> {
            throw new PartialCommitException("acme", List.of("default"), List.of("log"), conflict());
        })).isInstanceOf(PartialCommitException.class);
        assertThat(tries).hasValue(1);
    }

    @Test
    void throwsWhatFailsAtTheSecondTry() {
        assertThatThrownBy(() -> retried(attempt -> {
            throw attempt == 1 ? conflict() : new IllegalArgumentException("on purpose");
        })).isInstanceOf(IllegalArgumentException.class).hasNoSuppressedExceptions();
        assertThat(tries).hasValue(2);
    }

    @Test
    void forgetsWhatAFailedTryMade() {
        var trays = new ArrayList<House.Tray>();
        retried(attempt -> {
            assertThat(acme.session().find(Guest.class, "Ada")).isNull();
            assertThat(acme.session("log").find(Guest.class, "entry")).isNull();
            trays.add(acme.tray());
            if (attempt == 1) {
                acme.session().persist(new Guest("Ada"));
                acme.session().flush();
                acme.session("log").persist(new Guest("entry"));
                throw conflict();
            }
            acme.session().persist(new Guest("Grace"));
        });
        assertThat(acme.guests()).containsExactly("Grace");
        assertThat(acme.guests("log")).isEmpty();
        assertThat(trays).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void readsAgainWhatWasReadBefore() throws Exception {
        acme.add("Ada");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            acme.work().<Exception>run(() -> {
                var before = acme.session().find(Guest.class, "Ada");
                var tray = acme.tray();
                this.<Exception>retried(attempt -> {
                    threads.submit(() -> acme.work()
                            .runInTransaction(() -> acme.session()
                                    .createMutationQuery("update Guest set job = 'countess %d'".formatted(attempt))
                                    .executeUpdate()))
                            .get(20, TimeUnit.SECONDS);
                    var now = acme.session().find(Guest.class, "Ada");
                    assertThat(now).isNotSameAs(before);
                    assertThat(now.job).isEqualTo("countess " + attempt);
                    assertThat(acme.tray()).isSameAs(tray);
                    if (attempt == 1) {
                        throw conflict();
                    }
                });
            });
        }
        assertThat(tries).hasValue(2);
    }

    @Test
    void refusesToLoseWhatWasChangedBefore() {
        acme.add("Ada");
        acme.work().run(() -> {
            acme.session().find(Guest.class, "Ada").job = "countess";
            assertThatThrownBy(() -> retried(attempt -> {})).isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("instance 'acme': the session on 'default' has changes that are not saved");
        });
        acme.work().run(() -> {
            acme.session("log").persist(new Guest("entry"));
            assertThatThrownBy(() -> retried(attempt -> {})).isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("instance 'acme': the session on 'log' has changes that are not saved");
        });
        assertThat(tries).hasValue(0);
    }

    @Test
    void refusesToRepeatAPartOfATransaction() {
        acme.work().runInTransaction(() -> {
            acme.session().persist(new Guest("Ada"));
            assertThatThrownBy(() -> retried(attempt -> {})).isInstanceOf(IllegalStateException.class)
                    .hasMessage("instance 'acme': this thread is in a transaction already, and a part of one can't be "
                            + "repeated alone; call inRetriedTransaction where the transaction begins, or inTransaction "
                            + "here");
        });
        retried(outer -> assertThatThrownBy(() -> retried(attempt -> {})).isInstanceOf(IllegalStateException.class));
        assertThat(tries).hasValue(1);
        assertThat(acme.guests()).containsExactly("Ada");
    }

    @Test
    void repeatsTheTransactionsInsideToo() {
        retried(attempt -> {
            acme.add("Ada");
            if (attempt == 1) {
                acme.work().runInTransaction(() -> {
                    throw conflict();
                });
            }
        });
        assertThat(tries).hasValue(2);
        assertThat(acme.guests()).containsExactly("Ada");
    }

    @Test
    void refusesATransactionOfTheAppsOwn() {
        acme.work().run(() -> {
            acme.session("default").beginTransaction();
            assertThatThrownBy(() -> retried(attempt -> {})).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in a transaction that Work didn't begin");
            assertThat(acme.session("default").getTransaction().isActive()).isTrue();
        });
        assertThat(tries).hasValue(0);
    }

    @Test
    void endsWhenItsThreadIsToldToStop() {
        var failure = conflict();
        assertThatThrownBy(() -> retried(attempt -> {
            Thread.currentThread().interrupt();
            throw failure;
        })).isSameAs(failure);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(tries).hasValue(1);
    }
}
