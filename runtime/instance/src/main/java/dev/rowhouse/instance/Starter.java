package dev.rowhouse.instance;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of starts, and of requests that wait for one: virtual ones, one for each. Starts that failed are tried again after a
 * delay.
 *
 * <p>One timer serves all instances; it only tells the time.
 */
final class Starter implements AutoCloseable {
    private static final long SOONEST_MILLIS = 1000;

    private final ThreadFactory factory = Thread.ofVirtual()
            .name("rowhouse-start-", 0)
            .inheritInheritableThreadLocals(false)
            .factory();
    private final ExecutorService waiting = Executors.newThreadPerTaskExecutor(factory);
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1,
            Thread.ofPlatform().name("rowhouse-retry").daemon().inheritInheritableThreadLocals(false).factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    /** Runs a task after a delay or a little sooner, unless this is closed before. It must not wait for anything. */
    void later(Runnable task, Duration delay) {
        // Up to a fifth sooner, so that what failed together doesn't come back together; but not within a second.
        long millis = Math.max(SOONEST_MILLIS,
                Math.round(delay.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1)));
        var _ = timer.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    /** Run starts. */
    Opener.Maker openers() {
        return Opener.Maker.on(factory);
    }

    /** Where requests wait for a start. */
    ExecutorService waiting() {
        return waiting;
    }

    /** Forgets what was to run later; what runs goes on. */
    @Override
    public void close() {
        timer.shutdownNow();
        waiting.shutdown();
    }
}
