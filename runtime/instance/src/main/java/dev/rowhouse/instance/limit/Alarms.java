package dev.rowhouse.instance.limit;

import java.time.Duration;
import java.util.concurrent.Future;

/** Tells the time to all instances of a composite; given to them, so that a test can tell another one. Safe for use by many threads. */
public interface Alarms {
    /** Nanoseconds from anywhere. */
    long nanos();

    /** Runs a task after a delay, unless it is cancelled before. The task must not wait for anything. */
    Future<?> ring(Runnable task, Duration delay);
}
