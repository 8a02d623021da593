package dev.rowhouse.engine;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The one timer of all pools. It only tells the time: each task runs on a virtual thread of its own, so a task that waits
 * for a database delays nobody else's.
 */
final class Housekeeping extends ScheduledThreadPoolExecutor {
    private final ThreadFactory virtual;

    Housekeeping(ThreadFactory virtual) {
        super(1, Thread.ofPlatform().name("rowhouse-pools").daemon().inheritInheritableThreadLocals(false).factory());
        this.virtual = virtual;
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return super.schedule(() -> virtual.newThread(task).start(), delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        var repetition = new Repetition(this, task, delay, unit);
        repetition.next(first);
        return repetition;
    }
}
