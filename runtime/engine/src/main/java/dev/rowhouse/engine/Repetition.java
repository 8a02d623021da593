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
    private volatile @Nullable ScheduledFuture<?> next;

    Repetition(ScheduledExecutorService timer, Runnable task, long delay, TimeUnit unit) {
        this.timer = timer;
        this.task = task;
        this.delay = delay;
        this.unit = unit;
    }

    /** Lets the timer do the task once more. */
    void next(long after) {
        try {
            next = timer.schedule(this::doOnce, after, unit);
        } catch (RejectedExecutionException closed) {
            completeExceptionally(closed);
        }
        if (isDone()) {
            forgetNext();
        }
    }

    private void doOnce() {
        try {
            task.run();
        } catch (Throwable failure) {
            completeExceptionally(failure);
            throw failure;
        }
        if (!isDone()) {
            next(delay);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        forgetNext();
        return cancelled;
    }

    private void forgetNext() {
        var scheduled = next;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }

    @Override
    public long getDelay(TimeUnit wanted) {
        var scheduled = next;
        return scheduled == null ? 0 : scheduled.getDelay(wanted);
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
