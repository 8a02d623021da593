package dev.rowhouse.probe;

import java.time.Duration;

/**
 * How much a probe does.
 *
 * @param threads how many visitors ask at the same time
 * @param requests after how many requests it ends
 * @param time after how long it ends, if it hasn't before
 * @param pause how long it waits between two changes of instances
 * @param untilLeak whether it ends with the first thing that crossed a wall
 */
public record Effort(int threads, long requests, Duration time, Duration pause, boolean untilLeak) {
    /**
     * Checks that something is done.
     *
     * @throws IllegalArgumentException if not
     */
    public Effort {
        if (threads < 1 || requests < 1 || !time.isPositive() || pause.isNegative()) {
            throw new IllegalArgumentException("nothing would be asked; write at least 1 thread, 1 request and 1 s");
        }
    }
}
