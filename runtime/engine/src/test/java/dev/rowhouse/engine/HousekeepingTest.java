package dev.rowhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
    private static final int SECONDS = 30;

    /** Tasks that the timer handed over; they run when the test says so. */
    private final BlockingQueue<Runnable> handed = new ArrayBlockingQueue<>(10);
    private final Housekeeping timer = new Housekeeping(task -> new Thread() {
        @Override
        public void start() {
            handed.add(task);
        }
    });

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    private Runnable handedOver() throws InterruptedException {
        var task = handed.poll(SECONDS, TimeUnit.SECONDS);
        assertThat(task).as("a task that was handed over within %d s", SECONDS).isNotNull();
        return task;
    }

    @Test
    void handsTasksToOtherThreads() throws Exception {
        var done = new ArrayBlockingQueue<Thread>(1);
        Runnable task = () -> done.add(Thread.currentThread());
        var _ = timer.schedule(task, 0, TimeUnit.MILLISECONDS);

        handedOver().run();
        assertThat(done).containsExactly(Thread.currentThread());
    }

    @Test
    void countsTheDelayFromTheEndOfATask() throws Exception {
        var _ = timer.scheduleWithFixedDelay(() -> {}, 0, 1, TimeUnit.MILLISECONDS);

        for (int i = 0; i < 3; i++) {
            var task = handedOver();
            assertThat(timer.getQueue()).isEmpty();
            assertThat(handed).isEmpty();
            task.run();
        }
    }

    @Test
    void repeatsNothingThatWasCancelled() throws Exception {
        var cancelledBetween = timer.scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.DAYS);
        assertThat(timer.getQueue()).hasSize(1);
        assertThat(cancelledBetween.cancel(false)).isTrue();
        assertThat(timer.getQueue()).isEmpty();

        var cancelledMeanwhile = timer.scheduleWithFixedDelay(() -> {}, 0, 1, TimeUnit.DAYS);
        var task = handedOver();
        assertThat(cancelledMeanwhile.cancel(false)).isTrue();
        task.run();
        assertThat(timer.getQueue()).isEmpty();
    }
}
