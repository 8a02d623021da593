package dev.rowhouse.testkit;

import static dev.rowhouse.testkit.Moments.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.instance.Figures;
import dev.rowhouse.instance.HostedInstance;
import dev.rowhouse.instance.Phase;
import dev.rowhouse.instance.Tally.Count;
import dev.rowhouse.testkit.SleeperApp.Bedroom;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances that start when they are asked, and rest when they are not, from end to end. */
class RestingTest {
    private static TestComposite sleepers(String room, String names, String more) {
        var conf = new StringBuilder("""
                apps.sleeper.class = dev.rowhouse.testkit.SleeperApp
                defaults { app = sleeper, mount = "/{instance}", start = lazy, settings.room = "%s"
                           engines.default { url = "jdbc:h2:file:{here}/{instance}", schema = update } }
                """.formatted(room));
        for (var name : names.split(" ", -1)) {
            conf.append("instances.%s {}%n".formatted(name));
        }
        return TestComposite.start(conf + more + "\n");
    }

    private static HostedInstance instance(TestComposite composite, String name) {
        return composite.composite().instances().get(new InstanceName(name));
    }

    private static Figures figures(TestComposite composite, String name) {
        return instance(composite, name).figures();
    }

    private static void awaitPhase(TestComposite composite, String name, Phase phase) {
        await(() -> composite.phase(name) == phase);
    }

    @Test
    void firstRequestsThatComeTogetherShareOneStart() throws Exception {
        var room = SleeperApp.room("together");
        room.held = new CountDownLatch(1);
        try (var composite = sleepers("together", "a", ""); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                answers.add(threads.submit(() -> composite.get("/a/").body()));
            }
            await(() -> room.starting.get() == 1);
            assertThat(figures(composite, "a").lastStart()).isEmpty();
            room.held.countDown();
            for (var answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo("awake");
            }
            assertThat(room.starts).hasValue(1);
            var figures = figures(composite, "a");
            assertThat(figures.counts()).containsEntry(Count.STARTS, 1L).containsEntry(Count.REQUESTS, 30L);
            assertThat(figures.lastStart()).isPresent().isEqualTo(figures.meanStart());
            await(() -> figures(composite, "a").warmUp().isPresent());
            assertThat(figures(composite, "a").warmUp().orElseThrow()).isGreaterThan(figures.lastStart().orElseThrow());
        }
    }

    @Test
    void refusesAfterTheStartTimeoutWhileTheStartGoesOn() {
        var room = SleeperApp.room("timeout");
        room.held = new CountDownLatch(1);
        try (var composite = sleepers("timeout", "a", "defaults.start-timeout = 100ms")) {
            var refused = composite.get("/a/");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("retry-after")).isPresent();
            assertThat(composite.phase("a")).isEqualTo(Phase.STARTING);
            room.held.countDown();
            awaitPhase(composite, "a", Phase.SERVING);
            assertThat(composite.get("/a/").body()).isEqualTo("awake");
            assertThat(room.starts).hasValue(1);
        }
    }

    @Test
    void aStormOfFirstRequestsStartsAFewAtATime() throws Exception {
        var room = SleeperApp.room("storm");
        try (var composite = TestComposite
                .start("""
                        apps.sleeper.class = dev.rowhouse.testkit.SleeperApp
                        max-starting = 2
                        fleets.f { count = 60, name = "s{n}", instance { app = sleeper, mount = "/{instance}", settings.room = storm
                                   engines.default { url = "jdbc:h2:mem:storm-{instance}", schema = create } } }
                        """);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 1; i <= 60; i++) {
                var path = "/s%d/".formatted(i);
                answers.add(threads.submit(() -> composite.get(path)));
            }
            for (var answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
            assertThat(room.starts).hasValue(60);
            assertThat(room.most).hasValueBetween(1, 2);
        }
    }

    @Test
    void restsWhenNobodyUsesItAndFindsEverythingAgain() throws Exception {
        try (var composite = sleepers("idle", "a", "defaults.idle = 100ms")) {
            assertThat(composite.get("/a/add").body()).isEqualTo("added");
            awaitPhase(composite, "a", Phase.COLD);
            assertIsClosed(composite.folder().resolve("a.mv.db"));
            try (var connection = DriverManager.getConnection("jdbc:h2:file:%s/a".formatted(composite.folder()), "",
                    "");
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select count(*) from Canary")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isOne();
            }
            assertThat(composite.get("/a/count").body()).isEqualTo("1");
            awaitPhase(composite, "a", Phase.COLD);
            assertIsClosed(composite.folder().resolve("a.mv.db"));
            await(() -> instance(composite, "a").tally().get(Count.RESTS) == 2);
            var figures = figures(composite, "a");
            assertThat(figures.phase()).isEqualTo(Phase.COLD);
            assertThat(figures.counts()).containsEntry(Count.STARTS, 2L);
            assertThat(figures.lastUsed().orElseThrow()).isBefore(figures.since());
        }
    }

    /** H2 holds a lock on a file that it has open, which this process is told of by an exception. */
    private static void assertIsClosed(Path file) throws Exception {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE); var lock = channel.tryLock()) {
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void whoWasUsedLeastRecentlyRestsWhenAnotherOneStarts() {
        try (var composite = sleepers("lru", "a b c", "max-running = 2")) {
            for (var name : List.of("a", "b", "a")) {
                assertThat(composite.get("/%s/".formatted(name)).body()).isEqualTo("awake");
                await(() -> !instance(composite, name).isBusy());
            }
            assertThat(composite.get("/c/").body()).isEqualTo("awake");
            assertThat(composite.phase("a")).isEqualTo(Phase.SERVING);
            // Its place is free a little before it is cold.
            awaitPhase(composite, "b", Phase.COLD);
            assertThat(composite.get("/b/").body()).isEqualTo("awake");
            awaitPhase(composite, "a", Phase.COLD);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"request", "task", "scope"})
    void nobodyRestsWhileItIsUsed(String use) throws Exception {
        var name = "used-" + use;
        var room = SleeperApp.room(name);
        try (var composite = sleepers(name, "a b",
                "max-running = 1, instances.a.idle = 1ms, instances.b.start-timeout = 500ms");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var using = threads.submit(() -> use(composite, room, use));
            try {
                room.busy.await();
                var refused = composite.get("/b/");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("retry-after")).isPresent();
                assertThat(composite.phase("a")).isEqualTo(Phase.SERVING);
                assertThat(instance(composite, "a").passivate(Duration.ZERO)).isFalse();
            } finally {
                room.rest.countDown();
            }
            using.get(60, TimeUnit.SECONDS);
            await(() -> composite.get("/b/").statusCode() == 200);
            awaitPhase(composite, "a", Phase.COLD);
        }
    }

    private static boolean use(TestComposite composite, Bedroom room, String how) {
        switch (how) {
            case "request" -> assertThat(composite.get("/a/busy").body()).isEqualTo("done");
            case "task" -> assertThat(composite.get("/a/task").body()).isEqualTo("later");
            default -> workInScope(composite, room);
        }
        return true;
    }

    /** Once more if it rests again before the scope is entered. */
    private static void workInScope(TestComposite composite, Bedroom room) {
        while (room.busy.getCount() > 0) {
            instance(composite, "a").start();
            try {
                composite.work("a").run(() -> {
                    if (composite.phase("a") == Phase.SERVING) {
                        room.work();
                    }
                });
            } catch (IllegalStateException e) {
                assertThat(room.busy.getCount()).as(e::toString).isPositive();
            }
        }
    }

    @Test
    void oneThatNeverRestsMakesNoRoom() {
        try (var composite = sleepers("never", "a b",
                "max-running = 1, max-memory = 1%, defaults.start-timeout = 300ms, instances.a { idle = never, start-timeout = 60s }")) {
            assertThat(composite.get("/a/").body()).isEqualTo("awake");
            assertThat(composite.get("/b/").statusCode()).isEqualTo(503);
            assertThat(composite.phase("a")).isEqualTo(Phase.SERVING);
            awaitPhase(composite, "b", Phase.COLD);
        }
    }

    @Test
    void instancesRestWhenTheHeapIsFullAfterACollection() {
        var ballast = new byte[(int) Math.min(Integer.MAX_VALUE / 2, Runtime.getRuntime().maxMemory() / 50)];
        try (var composite = sleepers("memory", "a b", "max-memory = 1%")) {
            for (var name : List.of("a", "b")) {
                assertThat(composite.get("/%s/".formatted(name)).body()).isEqualTo("awake");
            }
            await(() -> {
                System.gc();
                // A collection stops all other tests, too.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                return composite.phase("a") == Phase.COLD && composite.phase("b") == Phase.COLD;
            });
            assertThat(ballast).isNotEmpty();
            assertThat(composite.get("/a/").body()).isEqualTo("awake");
        }
    }
}
