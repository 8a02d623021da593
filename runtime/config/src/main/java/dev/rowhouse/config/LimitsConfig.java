package dev.rowhouse.config;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What one instance may use.
 *
 * @param body most bytes in a request's body, at most {@code http.max-body}; empty for that limit
 * @param concurrent most requests that run at the same time, further ones get 503; empty for no limit
 * @param tasks what its work beside requests may use
 * @param connections what its WebSockets and event streams may use
 */
public record LimitsConfig(OptionalLong body, OptionalInt concurrent, TaskLimits tasks, ConnectionLimits connections) {
    /** What holds when the file says nothing. */
    public static final LimitsConfig NONE = new LimitsConfig(OptionalLong.empty(), OptionalInt.empty(),
            TaskLimits.DEFAULT, ConnectionLimits.DEFAULT);

    /**
     * Checks that something may be used.
     *
     * @throws IllegalArgumentException if a limit is negative, or none may run
     */
    public LimitsConfig {
        if (body.orElse(0) < 0 || concurrent.orElse(1) < 1) {
            throw new IllegalArgumentException(
                    "no request fits the limits; write a body of 0 or more, concurrent of 1 or more");
        }
    }
}
