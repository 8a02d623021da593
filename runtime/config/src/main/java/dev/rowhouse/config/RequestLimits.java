package dev.rowhouse.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the requests to one instance may use.
 *
 * @param body most bytes in a request's body, at most {@code http.max-body}; empty for that limit
 * @param concurrent most requests that run at the same time; empty for no limit
 * @param queue most requests that wait until one of those has ended, further ones get 503
 * @param queueTimeout how long one waits before it gets 503
 * @param timeout how long one may run before it is interrupted and answered 504; empty for no limit
 * @param rate how many may come, further ones get 429; empty for no limit
 */
public record RequestLimits(
        OptionalLong body,
        OptionalInt concurrent,
        int queue,
        Duration queueTimeout,
        Optional<Duration> timeout,
        Optional<Rate> rate) {
    /** What holds when the file says nothing. */
    public static final RequestLimits DEFAULT = new RequestLimits(OptionalLong.empty(), OptionalInt.empty(), 0,
            Duration.ofSeconds(5), Optional.of(Duration.ofMinutes(1)), Optional.empty());

    /**
     * Checks that a request fits.
     *
     * @throws IllegalArgumentException if a limit is negative, or none may run
     */
    public RequestLimits {
        if (body.orElse(0) < 0 || concurrent.orElse(1) < 1 || queue < 0) {
            throw new IllegalArgumentException(
                    "no request fits the limits; write a body of 0 or more, concurrent of 1 or more, a queue of 0 or more");
        }
        if (!queueTimeout.isPositive() || !timeout.orElse(Duration.ofDays(1)).isPositive()) {
            throw new IllegalArgumentException("a timeout leaves no time for a request; write durations like 10s");
        }
    }
}
