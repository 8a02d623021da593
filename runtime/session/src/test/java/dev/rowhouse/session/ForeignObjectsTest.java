package dev.rowhouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.engine.Engines;
import dev.rowhouse.spi.ForeignObjectException;
import dev.rowhouse.spi.OutOfScopeException;
import dev.rowhouse.spi.Work.Action;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.LazyInitializationException;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;

/** What belongs to one start of an instance, used in another: refused, and no database has heard of it. */
class ForeignObjectsTest {
    private final Queue<String> statements = new ConcurrentLinkedQueue<>();
    private final Engines engines = new Engines(List.of(),
            (instance, statement) -> statements.add(instance + ": " + statement));
    private final Scopes scopes = new Scopes();

    @SuppressWarnings("NullAway.Init")
    private String name;

    @SuppressWarnings("NullAway.Init")
    private Estate acme;

    @SuppressWarnings("NullAway.Init")
    private Estate globex;

    @SuppressWarnings("NullAway.Init")
    private Estate several;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        name = "foreign-" + test.getTestMethod().orElseThrow().getName();
        acme = Estate.open(engines, scopes, "acme", name + "-acme", false);
        globex = Estate.open(engines, scopes, "globex", name + "-globex", false);
        several = Estate.open(engines, scopes, "several", name + "-several", true);
    }

    @AfterEach
    void close() {
        several.close();
        globex.close();
        acme.close();
        engines.close();
    }

    /** How a parcel comes out of an estate's session. */
    @SuppressWarnings("ImmutableEnumChecker") // The sources hold nothing.
    private enum Kind {
        FOUND(estate -> estate.find(1)),
        SELECTED(estate -> estate.session()
                .createSelectionQuery("from Parcel where id = 1", Parcel.class)
                .getSingleResult()),
        REFERRED_TO(estate -> estate.session().getReference(Parcel.class, 1L)),
        LAZY(estate -> Objects.requireNonNull(estate.find(2).whole)),
        LOADED_LATER(estate -> {
            var reference = estate.session().getReference(Parcel.class, 1L);
            Hibernate.initialize(reference);
            return reference;
        }),
        COLLECTED(estate -> estate.find(2).near.getFirst()),
        PERSISTED(estate -> {
            var fresh = new Parcel("fresh");
            estate.session().persist(fresh);
            return fresh;
        }),
        MERGED(estate -> estate.session().merge(new Parcel("fresh")));

        private final Function<Estate, Parcel> source;

        Kind(Function<Estate, Parcel> source) {
            this.source = source;
        }

        Parcel of(Estate estate) {
            return source.apply(estate);
        }
    }

    private void refuse(Use use, Parcel foreign, Estate here, String its) {
        statements.clear();
        assertThatThrownBy(
                () -> here.scope().runInTransaction(() -> use.of(foreign, here.session(), statements::clear)))
                .as(use.name())
                .isInstanceOf(ForeignObjectException.class)
                .hasMessageContaining(here.scope().instance().value())
                .hasMessageContaining(its);
        assertThat(statements).as("what databases were asked by " + use).isEmpty();
    }

    private static void onAnotherThread(Action<Exception> action) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> {
                action.run();
                return null;
            }).get(60, TimeUnit.SECONDS);
        }
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryKindInEveryUse() {
        return Stream.of(Kind.values()).map(kind -> DynamicTest.dynamicTest(kind.name(), () -> {
            for (var use : Use.values()) {
                // In a call of another instance, while the session is open.
                acme.scope().runInTransaction(() -> {
                    var foreign = kind.of(acme);
                    acme.session().flush();
                    refuse(use, foreign, globex, "instance 'acme'");
                    refuse(use, foreign, several, "instance 'acme'");
                });
                // After its session has ended.
                var left = acme.scope().inTransaction(() -> kind.of(acme));
                refuse(use, left, globex, "instance 'acme'");
                refuse(use, left, several, "instance 'acme'");
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> refusesThemOnAnotherThread() {
        return Stream.of(Kind.values())
                .map(kind -> DynamicTest.dynamicTest(kind.name(), () -> acme.scope().runInTransaction(() -> {
                    var foreign = kind.of(acme);
                    acme.session().flush();
                    try {
                        onAnotherThread(() -> {
                            for (var use : Use.values()) {
                                refuse(use, foreign, globex, "instance 'acme'");
                            }
                        });
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })));
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatAnEarlierStartHasLeft() {
        return Stream.of(Kind.values()).map(kind -> DynamicTest.dynamicTest(kind.name(), () -> {
            var left = acme.scope().inTransaction(() -> kind.of(acme));
            try (var again = Estate.open(engines, scopes, "acme", name + "-acme", false)) {
                for (var use : Use.values()) {
                    refuse(use, left, again, "an earlier start of instance 'acme'");
                }
                var later = again.scope().inTransaction(() -> kind.of(again));
                refuse(Use.MERGE, later, acme, "a later start of instance 'acme'");
            }
        }));
    }

    @Test
    void refusesACollectionThatIsMovedToAnEntityOfAnotherInstance() {
        var left = acme.scope().call(() -> acme.find(1));
        assertThatThrownBy(() -> globex.scope().runInTransaction(() -> {
            var own = globex.find(1);
            statements.clear();
            own.notes = left.notes;
            globex.session().flush();
        })).isInstanceOf(ForeignObjectException.class)
                .hasMessageContaining("a collection of a Parcel that belongs to instance 'acme'");
        assertThatThrownBy(() -> globex.scope().runInTransaction(() -> {
            var fresh = new Parcel("fresh");
            fresh.near = left.near;
            globex.session().persist(fresh);
        })).isInstanceOf(ForeignObjectException.class);
        assertThat(statements).isEmpty();
    }

    @Test
    void loadsNothingThroughAnObjectOfAnotherInstance() {
        acme.scope().run(() -> {
            var parcel = acme.find(2);
            var whole = Objects.requireNonNull(parcel.whole);
            globex.scope().run(() -> {
                statements.clear();
                assertThatThrownBy(() -> Hibernate.initialize(parcel.near)).isInstanceOf(ForeignObjectException.class)
                        .hasMessageContainingAll("instance 'acme'", "instance 'globex'");
                assertThatThrownBy(() -> parcel.parts.size()).isInstanceOf(ForeignObjectException.class);
                assertThatThrownBy(whole::name).isInstanceOf(ForeignObjectException.class);
                assertThatThrownBy(() -> Hibernate.initialize(whole)).isInstanceOf(ForeignObjectException.class);
                assertThat(statements).isEmpty();
            });
            assertThat(parcel.near).hasSize(1);
            assertThat(whole.name()).isEqualTo("acme 1");
        });
    }

    @Test
    void tellsOfAnotherInstanceWhereAProxyCouldNotBeLoadedAnyMore() {
        var left = acme.scope().call(() -> acme.session().getReference(Parcel.class, 1L));
        globex.scope()
                .run(() -> assertThatThrownBy(left::name).isInstanceOf(ForeignObjectException.class)
                        .hasMessageContaining("a proxy of Parcel belongs to instance 'acme'"));
        acme.scope().run(() -> assertThatThrownBy(left::name).isInstanceOf(LazyInitializationException.class));
        assertThatThrownBy(left::name).isInstanceOf(LazyInitializationException.class);
    }

    @Test
    void refusesSessionsAndQueriesOfAnotherInstance() {
        assertThatThrownBy(() -> acme.scope().runInTransaction(() -> {
            var real = acme.session().unwrap(SessionImplementor.class);
            var derived = real.sessionWithOptions().openSession();
            var query = acme.session().createSelectionQuery("from Parcel", Parcel.class);
            acme.find(1);
            globex.scope().run(() -> {
                statements.clear();
                for (Action<RuntimeException> use : List.<Action<RuntimeException>>of(
                        () -> acme.session().find(Parcel.class, 1L), () -> real.find(Parcel.class, 1L),
                        () -> real.find(Parcel.class, 2L), query::getResultList,
                        () -> real.persist(new Parcel("fresh")), real::flush,
                        () -> real.createNativeQuery("select 1", Integer.class).getSingleResult(),
                        () -> derived.find(Parcel.class, 2L))) {
                    assertThatThrownBy(use::run).isInstanceOf(ForeignObjectException.class)
                            .hasMessageContainingAll("instance 'acme'", "instance 'globex'");
                }
                assertThat(statements).isEmpty();
            });
            assertThat(query.getResultList()).hasSize(2);
            derived.close();
        })).isInstanceOf(IllegalStateException.class).hasMessageContaining("rolled back, because the one on 'default'");
    }

    @Test
    void executesNothingOutsideOfScopes() throws Exception {
        acme.scope().run(() -> {
            var real = acme.session().unwrap(SessionImplementor.class);
            statements.clear();
            try {
                onAnotherThread(() -> assertThatThrownBy(
                        () -> real.createSelectionQuery("from Parcel", Parcel.class).getResultList())
                        .isInstanceOf(OutOfScopeException.class)
                        .isNotInstanceOf(ForeignObjectException.class));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            assertThat(statements).isEmpty();
        });
    }

    @Test
    void takesWhatWasDetachedWhereItBelongs() {
        var found = acme.scope().call(() -> {
            var parcel = acme.session()
                    .createSelectionQuery("from Parcel p left join fetch p.notes where p.id = 1", Parcel.class)
                    .getSingleResult();
            parcel.name = "handed over";
            acme.session().detach(parcel);
            return parcel;
        });
        globex.scope().runInTransaction(() -> globex.session().merge(found));
        globex.scope().run(() -> assertThat(globex.find(1).name).isEqualTo("handed over"));
        acme.scope().run(() -> assertThat(acme.find(1).name).isEqualTo("acme 1"));
        var proxy = acme.scope().call(() -> {
            var reference = acme.session().getReference(Parcel.class, 1L);
            Hibernate.initialize(reference);
            acme.session().detach(reference);
            return reference;
        });
        globex.scope()
                .run(() -> assertThatCode(() -> globex.session()
                        .createSelectionQuery("from Parcel where whole = :it", Parcel.class)
                        .setParameter("it", proxy)
                        .getResultList()).doesNotThrowAnyException());
    }

    @Test
    void takesWhatWasDetachedAfterItsSessionHadEnded() {
        var left = acme.scope().call(() -> acme.find(1));
        refuse(Use.MERGE, left, globex, "instance 'acme'");
        acme.scope().run(() -> acme.session().detach(left));
        globex.scope()
                .run(() -> assertThat(globex.session()
                        .createSelectionQuery("from Parcel where whole = :it", Parcel.class)
                        .setParameter("it", left)
                        .getResultList()).hasSize(1));
    }

    @Test
    void takesSerializedCopies() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            var left = acme.scope().call(() -> {
                var parcel = acme.find(1);
                Hibernate.initialize(parcel.near);
                return parcel;
            });
            out.writeObject(left);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            var copy = (Parcel) in.readObject();
            copy.name = "copied";
            globex.scope().runInTransaction(() -> globex.session().merge(copy));
        }
        globex.scope().run(() -> assertThat(globex.find(1).name).isEqualTo("copied"));
    }

    @Test
    void staysOutOfTheWayInItsOwnInstance() {
        for (var estate : List.of(acme, several)) {
            var left = estate.scope().call(() -> estate.find(1));
            var lazy = Objects.requireNonNull(
                    estate.scope().<@Nullable Parcel, RuntimeException>call(() -> estate.find(2).whole));
            estate.scope().runInTransaction(() -> {
                estate.session().persist(new Parcel("part", lazy));
                left.name = "changed";
                assertThat(estate.session().merge(left).name).isEqualTo("changed");
                assertThat(estate.session()
                        .createSelectionQuery("from Parcel where whole = :whole", Parcel.class)
                        .setParameter("whole", left)
                        .getResultList()).hasSize(2);
                assertThat(estate.session()
                        .createQuery("from Parcel where whole = :whole", Parcel.class)
                        .setParameter("whole", lazy)
                        .setMaxResults(1)
                        .uniqueResultOptional()).isPresent();
            });
            assertThat(estate.count()).isEqualTo(3);
        }
    }

    @Test
    void hasAnInstanceGoOnThatIsCalledBack() {
        acme.scope().runInTransaction(() -> {
            var parcel = acme.find(1);
            globex.scope().run(() -> acme.scope().run(() -> assertThat(acme.find(1)).isSameAs(parcel)));
            globex.scope().run(() -> {
                var own = globex.find(1);
                acme.scope().run(() -> {
                    assertThatThrownBy(() -> globex.find(1)).isInstanceOf(ForeignObjectException.class);
                    globex.scope().run(() -> assertThat(globex.find(1)).isSameAs(own));
                });
            });
        });
    }

    /** What the wall is for: with engines that nobody guards, Hibernate takes the one for the other. */
    @Test
    void wouldOtherwisePassUnnoticed() throws Exception {
        try (var one = Estate.unguarded(engines, scopes, "one", name + "-one");
                var two = Estate.unguarded(engines, scopes, "two", name + "-two")) {
            var left = one.scope().call(() -> one.find(1));
            two.scope().runInTransaction(() -> {
                two.session().persist(new Parcel("stray", left));
                two.session().merge(left);
            });
            two.scope().run(() -> {
                assertThat(two.find(1).name).as("written over").isEqualTo("one 1");
                assertThat(two.session()
                        .createSelectionQuery("from Parcel where whole = :whole", Parcel.class)
                        .setParameter("whole", left)
                        .getResultList()).extracting(Parcel::name).containsExactlyInAnyOrder("two 2", "stray");
            });
        }
    }
}
