package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.instance.HostedInstance;
import dev.rowhouse.instance.Phase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Instances that are passivated, restarted and stopped while requests come. */
class RestartsTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int REQUESTS = 600;

    /** How many requests wait for an answer at a time. */
    private static final int AT_ONCE = 64;

    private static TestComposite trial(String name) {
        return trial(name, "create");
    }

    private static TestComposite trial(String name, String schema) {
        return TestComposite.start("""
                apps.trial.class = dev.rowhouse.testkit.TrialApp
                instances.a { app = trial, mount = "/a", engines.default { url = "jdbc:h2:mem:%s-a", schema = %s } }
                instances.b { app = trial, mount = "/b", engines.default { url = "jdbc:h2:mem:%1$s-b", schema = %2$s } }
                """.formatted(name, schema));
    }

    private static HostedInstance a(TestComposite composite) {
        return composite.composite().instances().get(new InstanceName("a"));
    }

    @Test
    void aPassiveInstanceHoldsNothingAndIsOpenedAnewByTheNextRequest() throws Exception {
        try (var composite = trial("passive")) {
            assertThat(composite.get("/a/count").body()).isEqualTo("0");
            var before = composite.object("a", TrialApp.Trial.class);
            // A client has its answer a little before the request is over; if it never is, the test's time limit ends this.
            while (!a(composite).passivate(LONG)) {
                assertThat(composite.get("/b/count").body()).isEqualTo("0");
            }
            assertThat(composite.phase("a")).isEqualTo(Phase.COLD);
            assertThatThrownBy(() -> composite.work("a")).hasMessage("instance 'a' is COLD; start it first");
            assertIsGone("passive-a");
            assertThat(composite.get("/a/count").body()).isEqualTo("0");
            assertThat(composite.object("a", TrialApp.Trial.class)).isNotSameAs(before);
        }
    }

    @Test
    void isNotPassivatedUnderARequestAndRestartsAfterIt() throws Exception {
        // Its tables are made anew, so the old start must have ended.
        try (var composite = trial("under", "drop-and-create");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var trial = composite.object("a", TrialApp.Trial.class);
            var running = threads.submit(() -> composite.get("/a/wait").body());
            trial.entered().await();
            assertThat(a(composite).passivate(LONG)).isFalse();
            assertThat(composite.phase("a")).isEqualTo(Phase.SERVING);

            var restarting = threads.submit(() -> a(composite).restart(LONG));
            while (composite.phase("a") == Phase.SERVING) {
                Thread.onSpinWait();
            }
            var waiting = threads.submit(() -> composite.get("/a/count").body());
            assertThat(composite.get("/b/count").body()).isEqualTo("0");
            assertThat(waiting).isNotDone();
            trial.released().countDown();
            assertThat(running.get(60, TimeUnit.SECONDS)).isEqualTo("waited");
            assertThat(restarting.get(60, TimeUnit.SECONDS)).isEqualTo(Phase.SERVING);
            assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo("0");
            assertThat(composite.object("a", TrialApp.Trial.class)).isNotSameAs(trial);
        }
    }

    @Test
    void theNewStartServesBeforeTheOldOneHasEnded() throws Exception {
        try (var composite = trial("beside"); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var trial = composite.object("a", TrialApp.Trial.class);
            var running = threads.submit(() -> composite.get("/a/wait").body());
            trial.entered().await();
            var restarting = threads.submit(() -> a(composite).restart(LONG));
            while (a(composite).injector().getInstance(TrialApp.Trial.class) == trial) {
                Thread.onSpinWait();
            }
            assertThat(composite.get("/a/count").body()).isEqualTo("0");
            assertThat(running).isNotDone();
            assertThat(restarting).isNotDone();
            trial.released().countDown();
            assertThat(running.get(60, TimeUnit.SECONDS)).isEqualTo("waited");
            assertThat(restarting.get(60, TimeUnit.SECONDS)).isEqualTo(Phase.SERVING);
        }
    }

    @Test
    void everyRequestIsAnsweredWhileTheInstanceComesAndGoes() throws Exception {
        try (var composite = trial("crowd"); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var over = new AtomicBoolean();
            var changes = threads.submit(() -> {
                int starts = 0;
                while (!over.get()) {
                    starts += a(composite).passivate(LONG) ? 1 : 0;
                    assertThat(a(composite).restart(LONG)).isEqualTo(Phase.SERVING);
                    starts++;
                }
                return starts;
            });
            assertThat(statuses(crowd(composite, threads::submit))).containsOnly(200);
            over.set(true);
            assertThat(changes.get(60, TimeUnit.SECONDS)).isPositive();

            var late = crowd(composite, threads::submit);
            a(composite).stop(LONG);
            assertIsGone("crowd-a");
            assertThat(statuses(late)).isSubsetOf(200, 503);
            assertThat(composite.get("/a/count").statusCode()).isEqualTo(503);
            assertThat(a(composite).running()).isZero();
            assertThat(a(composite).start()).isEqualTo(Phase.SERVING);
            assertThat(composite.get("/a/count").body()).isEqualTo("0");
            a(composite).end(LONG);
            assertThat(a(composite).start()).isEqualTo(Phase.CLOSED);
            assertThat(composite.get("/a/count").statusCode()).isEqualTo(503);
            assertThat(composite.get("/b/count").body()).isEqualTo("0");
        }
    }

    private interface Threads {
        Future<Integer> submit(Callable<Integer> call);
    }

    private static List<Future<Integer>> crowd(TestComposite composite, Threads threads) {
        var places = new Semaphore(AT_ONCE);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            answers.add(threads.submit(() -> {
                places.acquire();
                try {
                    return composite.get("/a/count").statusCode();
                } finally {
                    places.release();
                }
            }));
        }
        return answers;
    }

    private static List<Integer> statuses(List<Future<Integer>> answers) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (var answer : answers) {
            statuses.add(answer.get(60, TimeUnit.SECONDS));
        }
        return statuses;
    }

    /** H2 forgets a database in memory when its last connection is closed: so all that the instance held is. */
    private static void assertIsGone(String database) {
        assertThatThrownBy(
                () -> DriverManager.getConnection("jdbc:h2:mem:%s;IFEXISTS=TRUE".formatted(database)).close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("not found");
    }
}
