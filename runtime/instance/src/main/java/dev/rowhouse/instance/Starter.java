package dev.rowhouse.instance;

import dev.rowhouse.config.CapacityConfig;
import dev.rowhouse.instance.limit.Alarms;
import dev.rowhouse.instance.rest.Lodgings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of starts, and of requests that wait for one: virtual ones, one for each. Starts that failed are tried again after a
 * delay, and all wait for their turn.
 *
 * <p>One timer serves all instances; it only tells the time.
 */
final class Starter implements AutoCloseable, Alarms {
    private static final long SOONEST_MILLIS = 1000;

    private final ThreadFactory factory = Thread.ofVirtual()
            .name("rowhouse-start-", 0)
            .inheritInheritableThreadLocals(false)
            .factory();
    private final ExecutorService waiting = Executors.newThreadPerTaskExecutor(factory);
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1,
            Thread.ofPlatform().name("rowhouse-retry").daemon().inheritInheritableThreadLocals(false).factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    private final Lodgings lodgings;
    private final Duration drain;
    private final Instant born = Instant.now();
    private final long bornNanos = Clock.SYSTEM.nanos();

    /**
     * Begins to tell the time.
     *
     * @param capacity what instances may use together
     * @param drain how long code of an app may take to end when its instance rests
     */
    Starter(CapacityConfig capacity, Duration drain) {
        lodgings = new Lodgings(capacity, System::nanoTime);
        this.drain = drain;
        // What is set for an instance that has ended would keep its classes until then.
        timer.setRemoveOnCancelPolicy(true);
        each(Lodgings.TICK, lodgings::look);
    }

    /** Runs a task again and again until this is closed. It must not wait for anything. */
    void each(Duration delay, Runnable task) {
        var _ = timer.scheduleWithFixedDelay(task, delay.toMillis(), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** When something was that the clock tells in nanoseconds. */
    Instant when(long nanos) {
        return born.plusNanos(nanos - bornNanos);
    }

    /** Where instances wait for their turn to start, and who sends them to rest. */
    Lodgings lodgings() {
        return lodgings;
    }

    /** How long code of an app may take to end when its instance rests. */
    Duration drain() {
        return drain;
    }

    /** Runs a task after a delay or a little sooner, unless this is closed before. It must not wait for anything. */
    void later(Runnable task, Duration delay) {
        // Up to a fifth sooner, so that what failed together doesn't come back together; but not within a second.
        long millis = Math.max(SOONEST_MILLIS,
                Math.round(delay.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1)));
        var _ = timer.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Future<?> ring(Runnable task, Duration delay) {
        return timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
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
        lodgings.close();
        timer.shutdownNow();
        waiting.shutdown();
    }
}
