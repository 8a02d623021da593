package dev.rowhouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.AppName;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Durability;
import dev.rowhouse.config.EngineConfig.Mapping;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.EngineConfig.Transactions;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.FamilyConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.JdbcUrl;
import dev.rowhouse.config.Origin;
import dev.rowhouse.config.PoolConfig;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.engine.EngineException;
import dev.rowhouse.engine.EngineWatcher;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.engine.Family;
import dev.rowhouse.route.Texts;
import dev.rowhouse.spi.Binds;
import dev.rowhouse.spi.Entities;
import dev.rowhouse.spi.NoEngineException;
import dev.rowhouse.spi.OutOfScopeException;
import dev.rowhouse.spi.PartialCommitException;
import dev.rowhouse.spi.Work;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.BaseSessionEventListener;
import org.hibernate.LazyInitializationException;
import org.hibernate.Session;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests in two engines, bookings in one of them, and a family of houses of which two may be open. */
@SuppressWarnings("removal") // There is no other listener of flushes yet.
class SeveralDatabasesTest {
    private static final InstanceName ACME = new InstanceName("acme");
    private static final AppName APP = new AppName("house");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Engines engines = new Engines();

    @SuppressWarnings("NullAway.Init")
    private Start start;

    @SuppressWarnings("NullAway.Init")
    private Engine main;

    @SuppressWarnings("NullAway.Init")
    private Engine archive;

    @SuppressWarnings("NullAway.Init")
    private Family houses;

    @SuppressWarnings("NullAway.Init")
    private SessionScope scope;

    @SuppressWarnings("NullAway.Init")
    private Work work;

    @SuppressWarnings("NullAway.Init")
    private Session session;

    @BeforeEach
    void open() throws Exception {
        start = new Scopes().begin(ACME);
        main = engines.open(APP, start, config("default", "default", Duration.ofSeconds(30)),
                Entities.of(Guest.class, Booking.class));
        archive = engines.open(APP, start, config("archive", "archive", Duration.ofSeconds(30)),
                Entities.of(Guest.class));
        open(Duration.ofSeconds(30));
    }

    /** Opens the houses, which wait so long for room, and a scope of all. */
    private void open(Duration patience) {
        houses = engines.family(APP, start,
                new FamilyConfig(config("house", "house-{key}", patience), 2, Duration.ZERO), Entities.of(Guest.class),
                EngineWatcher.NONE);
        scope = new SessionScope(start,
                List.of(new Holding.Single(main), new Holding.Single(archive), new Holding.Kindred(houses)), Binds.NONE,
                new Texts(), null);
        work = scope;
        session = scope.session();
    }

    @AfterEach
    void close() {
        houses.close();
        archive.close();
        main.close();
        engines.close();
    }

    private EngineConfig config(String name, String file, Duration patience) {
        var pool = new PoolConfig(2, 0, patience, Duration.ofMinutes(1), Duration.ofMinutes(30), Map.of());
        return new EngineConfig(new EngineName(name), new JdbcUrl("jdbc:h2:file:" + folder.resolve(file)),
                Optional.empty(), Optional.empty(), Schema.CREATE, pool, Mapping.SHARED, Durability.DELAYED, false,
                Optional.empty(), Map.of(), Optional.empty(), Transactions.LOCAL, new Origin("test", 1));
    }

    private void add(Work where, String guest) {
        where.runInTransaction(() -> session.persist(new Guest(guest)));
    }

    private List<String> guests(Work where) {
        return where.call(() -> session.createSelectionQuery("select name from Guest order by name", String.class)
                .getResultList());
    }

    @Test
    void leadsTheSessionToTheEngineThatABlockNames() {
        add(work, "Ada");
        add(work.on("archive"), "Charles");
        add(work.on("house", "a"), "Grace");
        add(work.on("house", 7), "Lise");
        assertThat(guests(work)).containsExactly("Ada");
        assertThat(guests(work.on("archive"))).containsExactly("Charles");
        assertThat(guests(work.on("house", "a"))).containsExactly("Grace");
        assertThat(guests(work.on("house", 7L))).containsExactly("Lise");
        assertThat(work.keys("house")).containsExactly("7", "a");
    }

    @Test
    void listensToTheInnermostBlock() {
        work.on("archive").run(() -> {
            add(work.on("house", "a"), "inner");
            add(work, "outer");
            assertThat(guests(work.on("default"))).isEmpty();
        });
        assertThat(guests(work)).isEmpty();
        assertThat(guests(work.on("archive"))).containsExactly("outer");
        assertThat(guests(work.on("house", "a"))).containsExactly("inner");
    }

    @Test
    void commitsAndRollsBackWhateverItTouched() {
        work.runInTransaction(() -> {
            session.persist(new Guest("Ada"));
            work.on("archive").run(() -> session.persist(new Guest("Ada")));
            work.on("house", "a").run(() -> session.persist(new Guest("Ada")));
        });
        assertThatThrownBy(() -> work.runInTransaction(() -> {
            session.persist(new Guest("Grace"));
            work.on("archive").run(() -> session.persist(new Guest("Grace")));
            // Seen when all are flushed, before any commits.
            work.on("house", "a").run(() -> session.persist(new Guest("Ada")));
        })).isInstanceOf(ConstraintViolationException.class);
        for (var where : List.of(work, work.on("archive"), work.on("house", "a"))) {
            assertThat(guests(where)).containsExactly("Ada");
        }
    }

    @Test
    @SuppressWarnings("removal") // What comes after it isn't there yet.
    void tellsWhichEnginesCommittedWhereOneFailsAfterAnother() {
        assertThatThrownBy(() -> work.runInTransaction(() -> {
            session.persist(new Guest("Ada"));
            work.on("archive").run(() -> {
                session.persist(new Guest("Ada"));
                session.addEventListeners(new BaseSessionEventListener() {
                    @Override
                    public void flushEnd(int entities, int collections) {
                        shutDown(archive);
                    }
                });
            });
        })).isInstanceOfSatisfying(PartialCommitException.class, half -> {
            assertThat(half.committed()).containsExactly("default");
            assertThat(half.lost()).containsExactly("archive");
            assertThat(half).hasMessageStartingWith("instance 'acme': committed in [default], but not in [archive]: ");
        });
        assertThat(guests(work)).containsExactly("Ada");
    }

    /** Its database goes away, as one does whose server is killed. */
    private static void shutDown(Engine engine) {
        try (var connection = engine.dataSource().getConnection(); var statement = connection.createStatement()) {
            statement.execute("shutdown immediately");
        } catch (SQLException gone) {
            assertThat(gone.getErrorCode()).as("database is closed").isEqualTo(90121);
        }
    }

    @Test
    void goesThroughMoreMembersThanMayBeOpen() {
        work.run(() -> {
            for (var key : List.of("a", "b", "c", "d")) {
                add(work.on("house", key), "of " + key);
            }
            for (var key : work.keys("house")) {
                assertThat(guests(work.on("house", key))).containsExactly("of " + key);
            }
        });
    }

    @Test
    void keepsAMemberOpenForTheTransactionThatItTakesPartIn() {
        houses.close();
        open(Duration.ofSeconds(4));
        assertThatThrownBy(() -> work.runInTransaction(() -> {
            for (var key : List.of("a", "b", "c")) {
                work.on("house", key).run(() -> session.persist(new Guest("of " + key)));
            }
        })).isInstanceOf(EngineException.class).hasMessageContaining("as many as may be open at once, 2, are in use");
        assertThat(guests(work.on("house", "a"))).isEmpty();
        // Nothing stays behind of those that were open.
        assertThat(guests(work.on("house", "c"))).isEmpty();
        assertThat(guests(work.on("house", "d"))).isEmpty();
    }

    @Test
    void endsTheSessionOfAMemberWithTheBlockThatNamedIt() {
        add(work.on("house", "a"), "Ada");
        work.run(() -> {
            var reference = work.on("house", "a").call(() -> {
                var outer = session.getReference(Guest.class, "Ada");
                work.on("house", "a").run(() -> assertThat(session.contains(outer)).isTrue());
                assertThat(session.contains(outer)).isTrue();
                return outer;
            });
            assertThat(session.contains(reference)).isFalse();
            assertThatThrownBy(() -> org.hibernate.Hibernate.initialize(reference))
                    .isInstanceOf(LazyInitializationException.class);
        });
    }

    @Test
    void refusesNamesAndKeysThatAreNone() {
        assertThatThrownBy(() -> work.on("nowhere")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("instance 'acme' has no engine 'nowhere'; it has [default, archive, house]");
        assertThatThrownBy(() -> work.on("house")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("say which, with work.on(\"house\", key)");
        assertThatThrownBy(() -> work.on("archive", "a")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is one database and has no keys");
        assertThatThrownBy(() -> work.on("house", 1.5)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a string or a whole number, not a java.lang.Double");
        assertThatThrownBy(() -> guests(work.on("house", "../default"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> work.keys("archive")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no family");
        assertThat(work.keys("house")).isEmpty();
    }

    @Test
    void refusesAnEntityThatTheNamedEngineDoesNotHold() {
        for (var where : List.of(work.on("archive"), work.on("house", "a"))) {
            assertThatThrownBy(() -> where.run(() -> session.createSelectionQuery("from Booking", Booking.class)))
                    .isInstanceOf(NoEngineException.class)
                    .hasMessageContaining("doesn't hold");
        }
        work.run(() -> assertThat(session.createSelectionQuery("from Booking", Booking.class).getResultList())
                .isEmpty());
    }

    @Test
    void hasNoSessionOutsideOfAScope() {
        assertThatThrownBy(() -> session.find(Guest.class, "Ada")).isInstanceOf(OutOfScopeException.class);
    }

    @Test
    void triesAgainOnTheEngineThatIsNamed() {
        work.on("archive").runInRetriedTransaction(() -> session.persist(new Guest("Ada")));
        assertThat(guests(work.on("archive"))).containsExactly("Ada");
        assertThat(guests(work)).isEmpty();
    }

    @Test
    void commitsNothingWhereAFailureWasCaught() {
        assertThatThrownBy(() -> work.runInTransaction(() -> {
            session.persist(new Guest("Ada"));
            work.on("archive").run(() -> {
                session.persist(new Guest("Ada"));
                assertThatThrownBy(
                        () -> session.createNativeMutationQuery("insert into Nothing values (1)").executeUpdate())
                        .isInstanceOf(RuntimeException.class);
            });
        })).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "instance 'acme': the transaction is rolled back, because the one on 'archive' is marked for that");
        assertThat(guests(work)).isEmpty();
        assertThat(guests(work.on("archive"))).isEmpty();
        assertThatThrownBy(() -> work.on("archive").runInTransaction(() -> {
            session.persist(new Guest("Ada"));
            session.getTransaction().setRollbackOnly();
        })).isInstanceOf(IllegalStateException.class);
        assertThat(guests(work.on("archive"))).isEmpty();
    }

    @Test
    void writesWhatAFlushAddsToAnEngineThatWasFlushedBefore() {
        work.runInTransaction(() -> {
            session.persist(new Guest("Ada"));
            work.on("archive").run(() -> {
                session.persist(new Guest("Grace"));
                session.addEventListeners(new BaseSessionEventListener() {
                    private boolean added;

                    @Override
                    public void flushEnd(int entities, int collections) {
                        if (!added) {
                            added = true;
                            work.on("default").run(() -> session.persist(new Guest("Charles")));
                            work.on("house", "a").run(() -> session.persist(new Guest("Charles")));
                        }
                    }
                });
            });
        });
        assertThat(guests(work)).containsExactly("Ada", "Charles");
        assertThat(guests(work.on("house", "a"))).containsExactly("Charles");
    }

    @Test
    void refusesListenersThatNeverComeToAnEnd() {
        assertThatThrownBy(() -> work.runInTransaction(() -> work.on("archive").run(() -> {
            session.persist(new Guest("Ada"));
            session.addEventListeners(new BaseSessionEventListener() {
                @Override
                public void flushStart() {
                    session.contains(new Guest("Grace"));
                    work.on("default").run(() -> session.find(Guest.class, "Grace"));
                }
            });
        }))).isInstanceOf(IllegalStateException.class).hasMessageContaining("listeners use a session in each of");
        assertThat(guests(work.on("archive"))).isEmpty();
    }

    @Test
    void takesCriteriaOfTheBuilderForAllOnASessionOfOne() {
        add(work.on("archive"), "Ada");
        var named = scope.session(new EngineName("archive"));
        work.run(() -> {
            var builder = session.getCriteriaBuilder();
            var names = builder.createQuery(String.class);
            // Of two engines that hold guests, the default one counts.
            names.select(names.from(Guest.class).get("name"));
            assertThat(named.createQuery(names).getResultList()).containsExactly("Ada");
            assertThat(named.createSelectionQuery(names).getResultList()).containsExactly("Ada");
            assertThat(session.createQuery(names).getResultList()).isEmpty();
        });
    }

    @Test
    void leavesNothingOpenWhenATransactionCannotBegin() {
        work.run(() -> {
            var archived = scope.session(new EngineName("archive"));
            assertThat(session.find(Guest.class, "Ada")).isNull();
            archived.beginTransaction();
            assertThatThrownBy(() -> work.runInTransaction(() -> session.persist(new Guest("Ada"))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the session on 'archive' is in a transaction that Work didn't begin");
            archived.getTransaction().rollback();
            add(work, "Grace");
        });
        assertThat(guests(work)).containsExactly("Grace");
        assertThat(main.borrowed() + archive.borrowed()).isZero();
    }

    @Test
    void letsGoOfAMemberWhoseBlockFails() {
        work.run(() -> {
            for (var key : List.of("a", "b", "c", "d")) {
                assertThatThrownBy(() -> work.on("house", key).run(() -> {
                    session.persist(new Guest("Ada"));
                    session.beginTransaction();
                    work.on("house", key).run(() -> session.persist(new Guest("Grace")));
                    throw new IllegalArgumentException("on purpose");
                })).isInstanceOf(IllegalArgumentException.class).hasNoSuppressedExceptions();
            }
        });
        assertThat(guests(work.on("house", "a"))).isEmpty();
    }
}
