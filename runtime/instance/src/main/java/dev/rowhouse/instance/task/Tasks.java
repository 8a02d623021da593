package dev.rowhouse.instance.task;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.TaskLimits;
import dev.rowhouse.spi.Work;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an app has injected as {@code Executor}, {@code ExecutorService} and {@code ScheduledExecutorService}: runs its tasks on virtual
 * threads of one start of its instance, each in a scope of its own, which ends with the task.
 *
 * <p>It ends with the instance; an app can't end it. The clock is one virtual thread, made when something is scheduled first: it
 * costs no thread of the operating system, and shares nothing with other instances.
 *
 * <p>Safe for use by many threads.
 */
public final class Tasks extends AbstractExecutorService implements ScheduledExecutorService {
    /** Longer delays are cut to about 146 years, so that times can be compared. */
    private static final long LONGEST = Long.MAX_VALUE / 2;

    private final InstanceName instance;
    private final Work work;
    private final FailureLog failures;
    private final Crew crew;
    private final AppThreads workers;
    private final ClassLoader loader;
    private final Set<TimedTask<?>> timed = ConcurrentHashMap.newKeySet();
    /** Made when something is scheduled first, or never. */
    private @Nullable ScheduledThreadPoolExecutor clock;

    /**
     * An executor without tasks.
     *
     * @param work opens the scope of each task
     * @param loader the app's
     */
    public Tasks(InstanceName instance, TaskLimits limits, Work work, ClassLoader loader, FailureLog failures) {
        this.instance = instance;
        this.work = work;
        this.failures = failures;
        workers = new AppThreads(instance, "-task-", loader);
        crew = new Crew(instance, failures, limits.running(), limits.waiting(), workers);
        this.loader = loader;
    }

    @Override
    public void execute(Runnable command) {
        // What is submitted opens its scope inside, so that its future tells of the end when the scope has ended.
        crew.run(command instanceof Submitted ? command : () -> work.run(command::run));
    }

    /** A task whose result somebody may wait for. */
    private static final class Submitted<T extends @Nullable Object> extends FutureTask<T> {
        Submitted(Callable<T> task) {
            super(task);
        }
    }

    @Override
    protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Runnable task, T value) {
        return newTaskFor(Executors.callable(task, value));
    }

    @Override
    protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Callable<T> task) {
        return new Submitted<>(() -> work.<T, Exception>call(task::call));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return schedule(Executors.callable(task), nanos(delay, unit), 0);
    }

    @Override
    public <V extends @Nullable Object> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return schedule(task, nanos(delay, unit), 0);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        return schedule(Executors.callable(task), nanos(first, unit), positive(nanos(period, unit)));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        return schedule(Executors.callable(task), nanos(first, unit), -positive(nanos(delay, unit)));
    }

    private static long nanos(long delay, TimeUnit unit) {
        return Math.clamp(unit.toNanos(delay), 0, LONGEST);
    }

    private static long positive(long period) {
        if (period <= 0) {
            throw new IllegalArgumentException("a task can't be repeated every 0 ns; give a period above zero");
        }
        return period;
    }

    private <V extends @Nullable Object> ScheduledFuture<V> schedule(Callable<V> task, long delay, long period) {
        crew.reserve();
        var fresh = new TimedTask<V>(this, () -> work.<V, Exception>call(task::call), delay, period);
        timed.add(fresh);
        try {
            fresh.await();
        } catch (RejectedExecutionException e) {
            fresh.cancel(false);
            throw e;
        }
        return fresh;
    }

    /** Lets a task that has a period wait for its next time, unless the instance ends. */
    void repeat(TimedTask<?> task) {
        try {
            task.await();
        } catch (RejectedExecutionException e) {
            task.cancel(false);
        }
    }

    /** Has the clock call back after some nanoseconds. */
    Future<?> alarm(Runnable ring, long nanos) {
        try {
            return clock().schedule(ring, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            throw new RejectedExecutionException(
                    "instance '%s' is closing and takes no further tasks; leave the work to its next start"
                            .formatted(instance),
                    e);
        }
    }

    private synchronized ScheduledThreadPoolExecutor clock() {
        var now = clock;
        if (now == null) {
            now = new ScheduledThreadPoolExecutor(1, new AppThreads(instance, "-clock-", loader));
            now.setRemoveOnCancelPolicy(true);
            clock = now;
        }
        return now;
    }

    void forget(TimedTask<?> task) {
        timed.remove(task);
    }

    Crew crew() {
        return crew;
    }

    FailureLog failures() {
        return failures;
    }

    /** How many tasks run or wait for a place; those whose time hasn't come don't count. */
    public long inside() {
        return crew.inside();
    }

    /** The threads of tasks that run. */
    public Set<Thread> running() {
        return workers.running();
    }

    /** How many tasks wait for their time. */
    public int scheduled() {
        return timed.size();
    }

    /** Cancels what waits for its time; nothing is repeated from then on. */
    public void stopClock() {
        clock().shutdownNow();
        for (var task : timed) {
            task.end();
        }
    }

    /**
     * Takes no more tasks but what tasks submit, waits for them, interrupts those that take longer.
     *
     * @param atMost how long they may take
     * @param grace how long a task that was interrupted may take to notice
     * @return whether all have ended
     */
    public boolean finish(Duration atMost, Duration grace) throws InterruptedException {
        stopClock();
        crew.close();
        return crew.finish(atMost, grace);
    }

    /** Takes no more tasks, and interrupts those that run. */
    public void abandon() {
        stopClock();
        crew.interrupt();
    }

    @Override
    public boolean isShutdown() {
        return crew.isClosed();
    }

    @Override
    public boolean isTerminated() {
        return crew.isClosed() && crew.inside() == 0;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return crew.awaitEnd(unit.toNanos(timeout));
    }

    /** Refused: it belongs to the instance, and ends with it. */
    @Override
    public void shutdown() {
        throw refusal();
    }

    /** Refused: it belongs to the instance, and ends with it. */
    @Override
    public List<Runnable> shutdownNow() {
        throw refusal();
    }

    /** Refused: it belongs to the instance, and ends with it. */
    @Override
    public void close() {
        throw refusal();
    }

    private IllegalStateException refusal() {
        return new IllegalStateException(
                "instance '%s': its executor ends with it; leave it open, cancel the tasks that are no longer wanted"
                        .formatted(instance));
    }
}
