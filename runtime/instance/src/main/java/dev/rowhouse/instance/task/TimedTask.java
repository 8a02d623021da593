package dev.rowhouse.instance.task;

import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A task with a time, and maybe with a period: waits for its time without a thread, then for a place in the crew.
 *
 * <p>While it waits it has a reservation in the crew, so when its time has come it is never rejected.
 */
final class TimedTask<V extends @Nullable Object> extends FutureTask<V> implements RunnableScheduledFuture<V> {
    private final Tasks tasks;
    /** Nanoseconds: above zero from start to start, below zero from end to start, zero for once. */
    private final long period;
    private final AtomicBoolean isReserved = new AtomicBoolean(true);
    private volatile long time;
    private volatile @Nullable Future<?> alarm;

    /** @param delay nanoseconds until its time has come */
    TimedTask(Tasks tasks, Callable<V> work, long delay, long period) {
        super(work);
        this.tasks = tasks;
        this.period = period;
        time = System.nanoTime() + delay;
    }

    /** Waits for its time. */
    void await() {
        alarm = tasks.alarm(this::ring, getDelay(TimeUnit.NANOSECONDS));
        if (isDone()) {
            // Cancelled while the alarm was set.
            stopWaiting();
        }
    }

    /** Called by the clock, which only tells the time. */
    private void ring() {
        if (isPeriodic()) {
            // Its reservation stays, for the next time.
            if (!isDone()) {
                tasks.crew().runReserved(this, true);
            }
        } else if (isReserved.compareAndSet(true, false)) {
            tasks.crew().runReserved(this, false);
        }
    }

    @Override
    public void run() {
        if (!isPeriodic()) {
            super.run();
        } else if (runAndReset()) {
            time = period > 0 ? time + period : System.nanoTime() - period;
            tasks.repeat(this);
        }
    }

    @Override
    protected void done() {
        stopWaiting();
        tasks.forget(this);
        if (state() == State.FAILED) {
            tasks.failures()
                    .add(isPeriodic() ? "a task that repeats failed, and is not repeated any more"
                            : "a task that was scheduled failed", exceptionNow());
        }
    }

    private void stopWaiting() {
        var waiting = alarm;
        if (waiting != null) {
            waiting.cancel(false);
        }
        if (isReserved.compareAndSet(true, false)) {
            tasks.crew().release();
        }
    }

    /** Cancels it because the instance ends, unless it runs now for the only time. */
    void end() {
        if (isPeriodic() || isReserved.get()) {
            cancel(false);
        }
    }

    @Override
    public boolean isPeriodic() {
        return period != 0;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(time - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
