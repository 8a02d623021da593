package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.instance.HostedInstance;
import dev.rowhouse.instance.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work that instances do on other threads than their requests'. */
@Timeout(120)
class WorkBesideTest {
    private static TestComposite start(String name) {
        return TestComposite.start("""
                apps.beside.class = dev.rowhouse.testkit.BesideApp
                defaults { app = beside, engines.default { url = "jdbc:h2:mem:%s-{instance}", schema = create } }
                instances.north { mount = "/north" }
                instances.south { mount = "/south" }
                """.formatted(name));
    }

    private static BesideApp.Yard yard(TestComposite composite, String instance) {
        return composite.object(instance, BesideApp.Yard.class);
    }

    @Test
    void givesTasksOfTheExecutorTheSessionOfTheirInstance() throws Exception {
        try (var composite = start("tasks"); var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                var instance = i % 2 == 0 ? "north" : "south";
                answers.add(CompletableFuture
                        .supplyAsync(() -> composite.get("/%s/executor".formatted(instance)).body(), callers));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).join()).isEqualTo(i % 2 == 0 ? "north in north" : "south in south");
            }
        }
    }

    @Test
    void givesNoSessionToThreadsOfNobody() {
        try (var composite = start("threads")) {
            assertThat(composite.get("/north/common-pool").body()).isEqualTo("OutOfScopeException");
            assertThat(composite.get("/north/thread").body()).isEqualTo("OutOfScopeException");
            // Where the pool has no thread to spare, the request's own does all of it.
            assertThat(composite.get("/north/parallel").body()).isIn("[OutOfScopeException]", "[]");
        }
    }

    @Test
    void answersLaterInAScopeOfTheTask() {
        try (var composite = start("later")) {
            for (var instance : List.of("north", "south")) {
                var expected = "%s in %s".formatted(instance, instance);
                assertThat(composite.get("/%s/later".formatted(instance)).body()).isEqualTo(expected);
                assertThat(composite.get("/%s/dispatched".formatted(instance)).body()).isEqualTo(expected);
            }
            var failed = composite.get("/north/dispatched-bug");
            assertThat(failed.statusCode()).isEqualTo(500);
            assertThat(failed.body()).contains("Internal Server Error").doesNotContain("secret");
        }
    }

    @Test
    void endsTasksWithTheirInstanceAndNoOthers() throws Exception {
        try (var composite = start("ending")) {
            var north = yard(composite, "north");
            var south = yard(composite, "south");
            var started = new CountDownLatch(1);
            var running = north.executor().submit(() -> {
                started.countDown();
                north.released().await();
                return north.tryRead();
            });
            var later = north.executor().schedule(north::tryRead, 1, TimeUnit.DAYS);
            var elsewhere = south.executor().schedule(south::tryRead, 1, TimeUnit.DAYS);
            started.await();
            var instance = composite.composite().instances().get(new InstanceName("north"));
            var stop = CompletableFuture.runAsync(() -> stop(instance), task -> Thread.ofVirtual().start(task));
            assertThatThrownBy(later::get).isInstanceOf(CancellationException.class);
            assertThat(instance.phase()).isEqualTo(Phase.DRAINING);
            north.released().countDown();
            stop.get(60, TimeUnit.SECONDS);
            assertThat(running.get()).isEqualTo("north in north");
            assertThatThrownBy(() -> north.executor().execute(() -> {})).isInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining("instance 'north' is closing");
            assertThat(elsewhere.isDone()).isFalse();
            assertThat(south.executor().submit(south::tryRead).get()).isEqualTo("south in south");
        }
    }

    private static void stop(HostedInstance instance) {
        try {
            instance.stop(Duration.ofSeconds(60));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void staysAwakeWhileSomethingIsScheduledOrConnected() throws Exception {
        try (var composite = start("awake")) {
            var instance = composite.composite().instances().get(new InstanceName("north"));
            var later = yard(composite, "north").executor().schedule(() -> 1, 1, TimeUnit.DAYS);
            assertThat(instance.passivate(Duration.ofSeconds(60))).isFalse();
            later.cancel(false);
            try (var peer = Peer.of(composite, "/north/socket")) {
                assertThat(peer.send("read").next()).isEqualTo("north in north");
                assertThat(instance.passivate(Duration.ofSeconds(60))).isFalse();
                assertThat(peer.send("bye").next()).isEqualTo("closed 4000 as you wish");
            }
            while (!instance.passivate(Duration.ofSeconds(60))) {
                Thread.onSpinWait();
            }
            assertThat(composite.get("/north/executor").body()).isEqualTo("north in north");
        }
    }

    @Test
    void interruptsTasksThatTakeLongerThanTheDrain() throws Exception {
        try (var composite = start("overdue")) {
            var north = yard(composite, "north");
            var started = new CountDownLatch(1);
            var running = north.executor().submit(() -> {
                started.countDown();
                new CountDownLatch(1).await();
                return 1;
            });
            started.await();
            composite.composite().instances().get(new InstanceName("north")).stop(Duration.ZERO);
            assertThat(composite.phase("north")).isEqualTo(Phase.CLOSED);
            assertThatThrownBy(running::get).hasRootCauseInstanceOf(InterruptedException.class);
        }
    }
}
