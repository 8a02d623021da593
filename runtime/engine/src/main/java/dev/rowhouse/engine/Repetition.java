package dev.rowhouse.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A task that is done again and again, some time after the end of the time before. The end counts, not when the timer handed
 * the task over: HikariCP takes two beginnings that are closer than the delay for a clock that was turned back, and gives up
 * its connections.
 *
 * <p>Ends when it is cancelled, when the task fails, or with the timer.
 */
final class Repetition extends CompletableFuture<Void> implements ScheduledFuture<Void> {
    private final ScheduledExecutorService timer;
    private final Runnable task;
    private final long delay;
    private final TimeUnit unit;
    private @Nullable ScheduledFuture<?> next;

    Repetition(ScheduledExecutorService timer, Runnable task, long delay, TimeUnit unit) {
        this.timer = timer;
        this.task = task;
        this.delay = delay;
        this.unit = unit;
    }

    /** Lets the timer do the task once more, unless it has ended. */
    synchronized void next(long after) {
        if (isDone()) {
            return;
        }
        try {
            next = timer.schedule(this::doOnce, after, unit);
        } catch (RejectedExecutionException closed) {
            completeExceptionally(closed);
        }
    }

    private void doOnce() {
        if (isDone()) {
            return;
        }
        try {
            task.run();
        } catch (Throwable failure) {
            completeExceptionally(failure);
            throw failure;
        }
        next(delay);
    }

    @Override
    public synchronized boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (next != null) {
            next.cancel(false);
        }
        return cancelled;
    }

    @Override
    public synchronized long getDelay(TimeUnit wanted) {
        return next == null ? 0 : next.getDelay(wanted);
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
