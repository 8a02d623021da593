package dev.rowhouse.instance;

import java.time.Duration;

/**
 * How long to wait before a start that failed is tried again: a second, then twice as long each time, at most a minute.
 *
 * @param failures how many starts have failed in a row
 */
record Backoff(int failures) {
    static final Backoff NONE = new Backoff(0);

    private static final Duration LONGEST = Duration.ofMinutes(1);

    Backoff afterFailure() {
        return new Backoff(failures + 1);
    }

    Duration delay() {
        // 2^6 seconds are more than the longest delay.
        var doubled = Duration.ofSeconds(1L << Math.min(Math.max(failures - 1, 0), 6));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
