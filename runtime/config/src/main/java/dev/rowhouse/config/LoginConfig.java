package dev.rowhouse.config;

import java.time.Duration;

/**
 * How long and how many login sessions an instance keeps. They are in memory, made when the app asks for one.
 *
 * @param idle how long one lives without a request, in whole seconds
 * @param lifetime how long one lives at most, whatever is requested
 * @param max most at the same time; beyond it those that nobody came back for end, then the least recently used
 */
public record LoginConfig(Duration idle, Duration lifetime, int max) {
    /** The longest lifetime: longer ones are more likely a slip than meant. */
    static final Duration LONGEST = Duration.ofDays(366);

    /** What holds when the file says nothing. */
    public static final LoginConfig DEFAULT = new LoginConfig(Duration.ofMinutes(30), Duration.ofHours(12), 10_000);

    /**
     * Checks that a login can last.
     *
     * @throws IllegalArgumentException if not; the message says what to write
     */
    public LoginConfig {
        if (idle.toSeconds() < 1 || idle.compareTo(lifetime) > 0 || lifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "idle %s and lifetime %s don't fit; write an idle of 1s or more, and a lifetime that is not shorter and at most %dd"
                            .formatted(idle, lifetime, LONGEST.toDays()));
        }
        if (max < 1) {
            throw new IllegalArgumentException("max %d is too small; write 1 or more".formatted(max));
        }
    }
}
