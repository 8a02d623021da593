package dev.rowhouse.testkit;

import static dev.rowhouse.testkit.Moments.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.instance.HostedInstance;
import dev.rowhouse.instance.Phase;
import dev.rowhouse.testkit.SleeperApp.Bedroom;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Limits that are changed in place at the very moment when an instance starts. */
class AdaptationTest {
    private static TestComposite composite(String room, String limits) {
        return TestComposite.start("""
                apps.sleeper.class = dev.rowhouse.testkit.SleeperApp
                instances.a { app = sleeper, mount = "/a", start = lazy, settings.room = "%s", limits { %s }
                              engines.default { url = "jdbc:h2:mem:{here}/{instance}", schema = create } }
                """.formatted(room, limits));
    }

    private static HostedInstance instance(TestComposite composite) {
        return composite.composite().instances().all().getFirst();
    }

    /** What the instance is declared as once it may be asked once in an hour. */
    private static InstanceConfig oncePerHour(String room) {
        try (var changed = composite(room, "rate = 1/h")) {
            return instance(changed).config();
        }
    }

    private static void awaitStart(Bedroom room) {
        await(() -> room.starting.get() == 1);
    }

    private static void awaitLimit(TestComposite composite) {
        await(() -> composite.get("/a/").statusCode() == 429);
    }

    @Test
    void holdForTheStartThatIsUnderWay() throws Exception {
        var changed = oncePerHour("adapted");
        var room = SleeperApp.room("adapted");
        room.held = new CountDownLatch(1);
        try (var composite = composite("adapted", ""); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> composite.get("/a/").statusCode());
            awaitStart(room);
            instance(composite).adapt(changed);
            room.held.countDown();
            assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo(200);
            awaitLimit(composite);
        }
    }

    @Test
    void holdForTheStartThatFollowsWhileAnotherOneServes() throws Exception {
        var changed = oncePerHour("adapted-beside");
        var room = SleeperApp.room("adapted-beside");
        try (var composite = composite("adapted-beside", "");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(composite.get("/a/").statusCode()).isEqualTo(200);
            room.held = new CountDownLatch(1);
            var restart = threads.submit(() -> instance(composite).restart(Duration.ofSeconds(60)));
            awaitStart(room);
            assertThat(composite.get("/a/").statusCode()).isEqualTo(200);
            instance(composite).adapt(changed);
            room.held.countDown();
            assertThat(restart.get(60, TimeUnit.SECONDS)).isEqualTo(Phase.SERVING);
            assertThat(room.starts).hasValue(2);
            assertThat(instance(composite).config()).isEqualTo(changed);
            awaitLimit(composite);
        }
    }
}
