package dev.rowhouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.ProvisionException;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.spi.ForeignObjectException;
import dev.rowhouse.spi.OutOfScopeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.StructuredTaskScope;
import org.hibernate.Hibernate;
import org.hibernate.LazyInitializationException;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class SessionScopeTest {
    private final Engines engines = new Engines();
    private final Scopes scopes = new Scopes();

    @SuppressWarnings("NullAway.Init")
    private House acme;

    @SuppressWarnings("NullAway.Init")
    private House globex;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        var name = test.getTestMethod().orElseThrow().getName();
        acme = House.open(engines, scopes, name, "acme");
        globex = House.open(engines, scopes, name, "globex");
    }

    @AfterEach
    void close() {
        acme.close();
        globex.close();
        engines.close();
    }

    @Test
    void refusesASessionOutsideAScopeAndSaysWhatToDo() {
        var thread = Thread.currentThread();
        assertThatThrownBy(() -> acme.session().find(Guest.class, "Ada")).isInstanceOf(OutOfScopeException.class)
                .hasMessage(
                        "instance 'acme': no session on thread '%s' (#%d): no scope is open there; wrap the code in "
                                + "Work.call, Work.run or Work.inTransaction",
                        thread.getName(), thread.threadId());
    }

    @Test
    void keepsTheSessionOfOneInstanceOutOfAnother() {
        acme.work()
                .run(() -> assertThatThrownBy(() -> globex.session().find(Guest.class, "Ada"))
                        .isInstanceOf(ForeignObjectException.class)
                        .hasMessageStartingWith("instance 'globex': no session on thread")
                        .hasMessageContaining("in a scope of instance 'acme'"));
    }

    @Test
    void givesANestedCallTheOtherInstancesSessionAndReturnsToItsOwn() {
        acme.add("Ada");
        globex.add("Grace");
        acme.work().run(() -> {
            assertThat(acme.session().find(Guest.class, "Ada")).isNotNull();
            globex.work().run(() -> {
                assertThat(globex.session().find(Guest.class, "Grace")).isNotNull();
                assertThat(globex.session().find(Guest.class, "Ada")).isNull();
                assertThatThrownBy(() -> acme.session().find(Guest.class, "Ada"))
                        .isInstanceOf(ForeignObjectException.class);
                acme.work().run(() -> assertThat(acme.session().find(Guest.class, "Ada")).isNotNull());
                assertThat(globex.session().find(Guest.class, "Grace")).isNotNull();
            });
            assertThat(acme.session().find(Guest.class, "Ada")).isNotNull();
            assertThatThrownBy(() -> globex.session().clear()).isInstanceOf(OutOfScopeException.class);
        });
    }

    @Test
    void joinsTheScopeThatIsOpen() {
        acme.work().run(() -> {
            var outer = real(acme.session("default"));
            acme.work().run(() -> assertThat(real(acme.session("default"))).isSameAs(outer));
            assertThat(outer.isOpen()).isTrue();
        });
    }

    @Test
    void closesItsSessionsHoweverTheWorkEnds() {
        List<Session> sessions = new ArrayList<>();
        acme.work().run(() -> sessions.add(real(acme.session("default"))));
        assertThatThrownBy(() -> acme.work().run(() -> {
            sessions.add(real(acme.session("default")));
            sessions.add(real(acme.session("log")));
            throw new IllegalArgumentException("on purpose");
        })).isInstanceOf(IllegalArgumentException.class).hasNoSuppressedExceptions();
        assertThat(sessions).hasSize(3).noneMatch(Session::isOpen);
        assertThat(acme.borrowed()).isZero();
    }

    @Test
    void opensNoSessionThatNobodyUses() {
        acme.work().run(() -> assertThat(acme.borrowed()).isZero());
    }

    @Test
    void rollsBackWhatIsStillOpenAtTheEnd() {
        acme.work().run(() -> {
            acme.session("default").beginTransaction();
            acme.session().persist(new Guest("Ada"));
            acme.session().flush();
        });
        assertThat(acme.guests()).isEmpty();
        assertThat(acme.borrowed()).isZero();
    }

    @Test
    void givesForkedThreadsNoSession() throws Exception {
        acme.work().run(() -> {
            acme.session().clear();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                assertThat(threads.submit(this::isRefused).get()).isTrue();
            }
        });
    }

    @Test
    void givesStructuredForksNoSessionUntilTheyOpenAScope() throws Exception {
        acme.add("Ada");
        acme.work().run(() -> {
            acme.session().clear();
            var outer = real(acme.session("default"));
            try (var forks = StructuredTaskScope.open()) {
                var refused = forks.fork(this::isRefused);
                var own = forks.fork((Callable<Boolean>) () -> acme.work()
                        .call(() -> !real(acme.session("default")).equals(outer)
                                && acme.session().find(Guest.class, "Ada") != null));
                forks.join();
                assertThat(refused.get()).isTrue();
                assertThat(own.get()).isTrue();
            }
            assertThat(outer.isOpen()).isTrue();
        });
    }

    private boolean isRefused() {
        try {
            acme.session().find(Guest.class, "Ada");
            return false;
        } catch (OutOfScopeException e) {
            return String.valueOf(e.getMessage()).startsWith("instance 'acme'");
        }
    }

    @Test
    void isOverForWhateverWasTakenOut() {
        acme.add("Ada");
        var kept = acme.work().call(() -> real(acme.session("default")));
        assertThatThrownBy(() -> kept.find(Guest.class, "Ada")).isInstanceOf(IllegalStateException.class);
        var reference = acme.work().call(() -> acme.session().getReference(Guest.class, "Ada"));
        assertThatThrownBy(() -> Hibernate.initialize(reference)).isInstanceOf(LazyInitializationException.class);
    }

    @Test
    void keepsOneObjectPerPieceOfWork() {
        var first = acme.work().call(() -> {
            assertThat(acme.tray()).isSameAs(acme.tray());
            return acme.tray();
        });
        assertThat(acme.work().call(acme::tray)).isNotSameAs(first);
        assertThatThrownBy(acme::tray).isInstanceOf(ProvisionException.class)
                .hasCauseInstanceOf(OutOfScopeException.class);
    }

    private static Session real(Session delegate) {
        return delegate.unwrap(SessionImplementor.class);
    }
}
