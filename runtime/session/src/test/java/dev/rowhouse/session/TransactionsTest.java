package dev.rowhouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.engine.Engines;
import java.io.IOException;
import org.hibernate.BaseSessionEventListener;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class TransactionsTest {
    private final Engines engines = new Engines();

    @SuppressWarnings("NullAway.Init")
    private House acme;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        acme = House.open(engines, "tx-" + test.getTestMethod().orElseThrow().getName(), "acme");
    }

    @AfterEach
    void close() {
        acme.close();
        engines.close();
    }

    @Test
    void commitsAllEnginesItTouched() {
        acme.work().runInTransaction(() -> {
            acme.session().persist(new Guest("Ada"));
            acme.session("log").persist(new Guest("entry"));
        });
        assertThat(acme.guests()).containsExactly("Ada");
        assertThat(acme.guests("log")).containsExactly("entry");
    }

    @Test
    void rollsBackAllEnginesWhenItThrows() {
        assertThatThrownBy(() -> acme.work().runInTransaction(() -> {
            acme.session().persist(new Guest("Ada"));
            acme.session("log").persist(new Guest("entry"));
            acme.session("log").flush();
            throw new IOException("on purpose");
        })).isInstanceOf(IOException.class).hasNoSuppressedExceptions();
        assertThat(acme.guests()).isEmpty();
        assertThat(acme.guests("log")).isEmpty();
    }

    @Test
    void flushesAllBeforeItCommitsAny() {
        acme.work().runInTransaction(() -> acme.session("log").persist(new Guest("taken")));
        assertThatThrownBy(() -> acme.work().runInTransaction(() -> {
            acme.session().persist(new Guest("Ada"));
            acme.session("log").persist(new Guest("taken"));
        })).isInstanceOf(ConstraintViolationException.class);
        assertThat(acme.guests()).isEmpty();
    }

    @Test
    void joinsTheTransactionAround() {
        assertThatThrownBy(() -> acme.work().runInTransaction(() -> {
            acme.work().runInTransaction(() -> acme.session().persist(new Guest("Ada")));
            throw new IllegalStateException("on purpose");
        })).hasMessage("on purpose");
        assertThat(acme.guests()).isEmpty();
    }

    @Test
    void cannotCommitAfterAPartOfItFailed() {
        assertThatThrownBy(() -> acme.work().runInTransaction(() -> {
            acme.session().persist(new Guest("Ada"));
            assertThatThrownBy(() -> acme.work().runInTransaction(() -> {
                throw new IllegalArgumentException("inside");
            })).hasMessage("inside");
        })).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("instance 'acme': the transaction is rolled back")
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(acme.guests()).isEmpty();
    }

    @Test
    void givesAFreshSessionAfterAFailure() {
        acme.work().run(() -> {
            assertThatThrownBy(() -> acme.work().runInTransaction(() -> {
                acme.session().persist(new Guest("Ada"));
                throw new IllegalStateException("on purpose");
            })).hasMessage("on purpose");
            assertThat(acme.session().find(Guest.class, "Ada")).isNull();
            acme.add("Grace");
        });
        assertThat(acme.guests()).containsExactly("Grace");
    }

    @Test
    void refusesATransactionOfTheAppsOwn() {
        acme.work().run(() -> {
            acme.session("default").beginTransaction();
            assertThatThrownBy(() -> acme.work().runInTransaction(() -> acme.session().persist(new Guest("Ada"))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in a transaction that Work didn't begin");
        });
        assertThat(acme.guests()).isEmpty();
    }

    @Test
    void writesChangesToWhatWasReadBefore() {
        acme.work().runInTransaction(() -> acme.session().persist(new Guest("Ada", "teacher")));
        acme.work().run(() -> {
            var ada = acme.session().find(Guest.class, "Ada");
            acme.work().runInTransaction(() -> ada.job = "countess");
        });
        assertThat(acme.work().call(() -> acme.session().find(Guest.class, "Ada").job)).isEqualTo("countess");
    }

    @Test
    @SuppressWarnings("removal") // What comes after it isn't there yet.
    void commitsWhatAFlushAddsElsewhere() {
        acme.work().runInTransaction(() -> {
            acme.session("default").addEventListeners(new BaseSessionEventListener() {
                private boolean added;

                @Override
                public void flushStart() {
                    if (!added) {
                        added = true;
                        acme.session("log").persist(new Guest("flushed"));
                    }
                }
            });
            acme.session().persist(new Guest("Ada"));
        });
        assertThat(acme.guests("log")).containsExactly("flushed");
    }

    @Test
    void saysThatAnInjectedSessionIsNotToBeClosed() {
        assertThatThrownBy(() -> acme.work().runInTransaction(() -> {
            acme.session().persist(new Guest("Ada"));
            acme.session().close();
            acme.session().persist(new Guest("Grace"));
        })).isInstanceOf(IllegalStateException.class).hasMessageContaining("leave injected sessions open");
        acme.work().run(() -> {
            acme.session().clear();
            acme.session().close();
            assertThat(acme.session().find(Guest.class, "Ada")).isNull();
        });
    }

    @Test
    void keepsTheSharedFactoryFromTheApp() {
        acme.work()
                .run(() -> assertThatThrownBy(() -> acme.session().getSessionFactory())
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessageContaining("shared by all instances"));
    }
}
