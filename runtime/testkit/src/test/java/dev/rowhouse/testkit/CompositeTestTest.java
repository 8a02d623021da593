package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.undertow.server.HttpHandler;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.example.notes.NotesApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventConditions;
import org.junit.platform.testkit.engine.Events;
import org.junit.platform.testkit.engine.TestExecutionResultConditions;

/** Test classes of apps, run: those that hold what they promise, and those that must be seen to fail. */
class CompositeTestTest {
    private static Events run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .selectors(selectClass(tests))
                .execute()
                .testEvents();
    }

    private static void assertFails(Class<?> tests, Class<? extends Throwable> failure, String... parts) {
        run(tests).assertStatistics(statistics -> statistics.started(1).failed(1))
                .failed()
                .assertEventsMatchExactly(
                        EventConditions.finishedWithFailure(TestExecutionResultConditions.instanceOf(failure),
                                TestExecutionResultConditions.message(message -> {
                                    assertThat(message).contains(parts);
                                    return true;
                                })));
    }

    @CompositeTest(app = NotesApp.class, instances = 3)
    static class Clean {
        private final AtomicInteger runs = new AtomicInteger();
        private final CyclicBarrier allInside = new CyclicBarrier(3);

        @Test
        void isGivenWhatItAsksFor(TestedInstance first, List<TestedInstance> all, TestComposite whole) {
            assertThat(all).hasSize(3).first().isSameAs(first);
            assertThat(all).extracting(TestedInstance::canary).doesNotHaveDuplicates();
            assertThat(whole.get("/house3/").body()).isEqualTo(all.get(2).get("/").body());
        }

        @Interleaved(rounds = 20)
        void keepsWhatIsSaid(TestedInstance notes)
                throws InterruptedException, BrokenBarrierException, TimeoutException {
            allInside.await(60, TimeUnit.SECONDS);
            assertThat(notes.post("/", "{\"text\": \"%s\"}".formatted(notes.canary())).statusCode()).isEqualTo(201);
            assertThat(notes.get("/").body()).contains(notes.canary());
            runs.incrementAndGet();
            if (allInside.await(60, TimeUnit.SECONDS) == 0) {
                // All of the round are here, so nobody counts.
                assertThat(runs.get() % 3).isZero();
            }
        }

        @Test
        void leavesNothingOfAnInstanceThatRests(TestComposite whole) {
            whole.get("/house2/");
            whole.passivate("house2");
            whole.assertNothingRemains("house2");
        }
    }

    @Test
    void runsInAllInstancesAtOnce() {
        run(Clean.class).assertStatistics(statistics -> statistics.started(3).succeeded(3));
    }

    @CompositeTest(app = GossipApp.class)
    static class Answers {
        @Interleaved
        void tells(TestedInstance house) {
            house.get("/say?" + house.canary());
            house.get("/hear");
        }
    }

    @Test
    void seesTheCanaryOfAnotherInstanceInAnAnswer() {
        assertFails(Answers.class, CrossReadError.class, "instance 'house",
                "answers with the canary of instance 'house", "interleaved-", "GET /house", "heard: canary-");
    }

    @CompositeTest(app = GossipApp.class)
    static class Headers {
        @Test
        void tells(List<TestedInstance> houses) {
            houses.get(0).get("/say?" + houses.get(0).canary());
            assertThatThrownBy(() -> houses.get(1).get("/hint")).isInstanceOf(CrossReadError.class);
        }
    }

    /** Though the test itself has caught it. */
    @Test
    void seesItInAHeader() {
        assertFails(Headers.class, CrossReadError.class,
                "instance 'house2' answers with the canary of instance 'house1'", "/house2/hint");
    }

    @CompositeTest(app = GossipApp.class)
    static class Statements {
        @Test
        void asks(List<TestedInstance> houses) {
            var source = houses.get(0).object(DataSource.class);
            houses.get(1)
                    .work()
                    .run(() -> assertThatThrownBy(() -> GossipApp.askAnother(source))
                            .isInstanceOf(CrossReadError.class));
        }
    }

    @Test
    void seesAStatementThatGoesToTheDatabaseOfAnotherInstance() {
        assertFails(Statements.class, CrossReadError.class, "is in instance 'house2'",
                "sends to the database of instance 'house1', engine 'default': select * from Canary");
    }

    @CompositeTest(app = GossipApp.class)
    static class Databases {
        @Test
        void areMixedUp(List<TestedInstance> houses) throws Exception {
            try (var connection = houses.get(0).object(DataSource.class).getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("update rowhouse_canary set instance = 'house2'");
            }
        }
    }

    @Test
    void seesThatADatabaseIsAnothers() {
        assertFails(Databases.class, CrossReadError.class, "instance 'house1', engine 'default'",
                "the database has the canary rows of [house2]");
    }

    @CompositeTest(app = NotesApp.class, instances = 3)
    static class Failing {
        @Interleaved(rounds = 1_000_000)
        void fails(TestedInstance notes) {
            assertThat(notes.name()).isNotEqualTo("house2");
        }
    }

    @Test
    void endsAllThreadsWithTheFirstFailure() {
        assertFails(Failing.class, AssertionError.class, "house2");
    }

    @CompositeTest(app = GossipApp.class)
    static class Kept {
        @Test
        void staysInTheJvm(TestComposite whole) {
            GossipApp.keep(whole.object("house1", HttpHandler.class));
            assertThatThrownBy(() -> whole.assertNothingRemains("house1")).hasMessageContaining("passivate or stop it");
            whole.passivate("house1");
            try {
                whole.assertNothingRemains("house1");
            } finally {
                GossipApp.forget();
            }
        }
    }

    /** Many collections, and a search of the whole heap. */
    @Test
    @Timeout(600)
    void findsWhatIsLeftOfAnInstance() {
        assertFails(Kept.class, AssertionError.class,
                "instance 'house1' has ended, but of what it had is still reachable: [", "HttpHandler",
                "held by static dev.rowhouse.testkit.GossipApp.");
    }

    @CompositeTest(app = NotesApp.class, conf = "engines.default.url = \"jdbc:h2:tcp://127.0.0.1:1/{instance}\", engines.default.pool.borrow-timeout = 300ms")
    static class Unusable {
        @Test
        void neverRuns(TestedInstance notes) {
            throw new IllegalStateException("it ran in " + notes);
        }
    }

    @Test
    void saysWhyTheCompositeDoesNotStart() {
        assertFails(Unusable.class, ParameterResolutionException.class, "instance 'house1' is FAILED",
                "house1/default");
    }
}
