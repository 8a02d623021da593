package dev.rowhouse.engine;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one timer of all pools. It only tells the time: each task runs on a virtual thread of its own, so a task that waits
 * for a database delays nobody else's. A repeated task that still runs is not started again.
 */
final class Housekeeping extends ScheduledThreadPoolExecutor {
    private final ThreadFactory virtual;

    Housekeeping(ThreadFactory virtual) {
        super(1, Thread.ofPlatform().name("rowhouse-pools").daemon().factory());
        this.virtual = virtual;
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return super.schedule(() -> virtual.newThread(task).start(), delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        var running = new AtomicBoolean();
        return super.scheduleWithFixedDelay(() -> {
            if (running.compareAndSet(false, true)) {
                virtual.newThread(() -> {
                    try {
                        task.run();
                    } finally {
                        running.set(false);
                    }
                }).start();
            }
        }, first, delay, unit);
    }
}
