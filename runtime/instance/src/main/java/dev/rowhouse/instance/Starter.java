package dev.rowhouse.instance;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Runs the starts of instances beside whoever asks for them, each on a virtual thread: at once, or after a delay.
 *
 * <p>One timer serves all instances; it only tells the time.
 */
final class Starter implements AutoCloseable {
    private static final long SOONEST_MILLIS = 1000;

    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("rowhouse-start-", 0).factory());
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1,
            Thread.ofPlatform().name("rowhouse-retry").daemon().inheritInheritableThreadLocals(false).factory());

    /** Runs a task now. */
    void now(Runnable task) {
        threads.execute(task);
    }

    /** Runs a task after a delay or a little sooner, unless this is closed before. */
    void later(Runnable task, Duration delay) {
        // Up to a fifth sooner, so that what failed together doesn't come back together; but not within a second.
        long millis = Math.max(SOONEST_MILLIS,
                Math.round(delay.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1)));
        var _ = timer.schedule(() -> now(task), millis, TimeUnit.MILLISECONDS);
    }

    /** Interrupts what runs, because the composite ends and it takes too long. */
    void interrupt() {
        threads.shutdownNow();
    }

    /** Where requests wait for a start. */
    ExecutorService threads() {
        return threads;
    }

    /** Forgets what was to run later; what runs goes on. */
    @Override
    public void close() {
        timer.shutdownNow();
        threads.shutdown();
    }
}
