package dev.rowhouse.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Thousands of virtual threads in an instance that is passivated and restarted all the while, and then stopped. */
class CrowdTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int VISITORS = 4_000;

    private final Houses houses = new Houses();
    private final LifeCycle<Houses.House> cycle = houses.cycle(Opener.Maker.on(Thread.ofVirtual().factory()));
    private final AtomicInteger entered = new AtomicInteger();

    @SuppressWarnings("ThreadPriorityCheck") // Others are to come between, and nothing relies on it.
    private boolean visit() throws InterruptedException {
        return cycle.use(house -> {
            if (!house.enter()) {
                return false;
            }
            entered.incrementAndGet();
            Thread.yield();
            house.leave();
            return true;
        });
    }

    /** What failed of a crowd's visits. */
    private List<Throwable> crowd() throws Exception {
        List<Throwable> failures = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> visits = new ArrayList<>();
            List<Future<?>> changes = new ArrayList<>();
            for (int i = 0; i < VISITORS; i++) {
                visits.add(threads.submit(this::visit));
                if (i % 200 == 0) {
                    changes.add(threads.submit(() -> cycle.restart(LONG)));
                } else if (i % 20 == 0) {
                    changes.add(threads.submit(() -> cycle.passivate(LONG)));
                }
            }
            for (var change : changes) {
                change.get();
            }
            for (var visit : visits) {
                try {
                    assertThat(visit.get()).isTrue();
                } catch (ExecutionException e) {
                    failures.add(e.getCause());
                }
            }
        }
        return failures;
    }

    @Test
    void everybodyIsAnsweredWhileItComesAndGoes() throws Exception {
        assertThat(crowd()).isEmpty();
        assertThat(entered).hasValue(VISITORS);
        assertThat(houses.opened()).isGreaterThan(1);
        cycle.stop(LONG, LONG);
        assertThat(houses.standing()).isZero();
        assertThat(visit()).isFalse();
    }

    @Test
    void nobodyIsInsideOfWhatIsStopped() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> visits = new ArrayList<>();
            for (int i = 0; i < VISITORS; i++) {
                visits.add(threads.submit(this::visit));
                if (i == VISITORS / 2) {
                    cycle.stop(LONG, LONG);
                }
            }
            int answered = 0;
            for (var visit : visits) {
                answered += visit.get() ? 1 : 0;
            }
            assertThat(answered).isEqualTo(entered.get()).isLessThanOrEqualTo(VISITORS / 2 + 1);
        }
        assertThat(cycle.life().phase()).isEqualTo(Phase.CLOSED);
        assertThat(houses.standing()).isZero();
    }

    /** Until it has shown: the test's time limit ends it otherwise. */
    @Test
    void findsAHouseThatIsClosedWhileItIsUsed() throws Exception {
        houses.looksAndCloses();
        List<Throwable> failures = crowd();
        while (failures.isEmpty()) {
            failures = crowd();
        }
        assertThat(failures)
                .allSatisfy(failure -> assertThat(failure).hasMessageContaining("is used after it was closed"));
    }
}
