package dev.rowhouse.config;

import java.time.Duration;

/**
 * When an instance starts, and when it rests.
 *
 * @param start when it starts
 * @param startTimeout how long a request waits for it to start
 * @param rest when it is passivated
 */
public record LifeConfig(Start start, Duration startTimeout, Rest rest) {
    /** What holds for an instance in the composite file when that says nothing. */
    public static final LifeConfig DEFAULT = new LifeConfig(Start.EAGER, Duration.ofSeconds(30), new Rest.ForRoom());

    /** How long an instance that starts on demand may be idle when the file says nothing. */
    static final Duration IDLE = Duration.ofMinutes(15);

    /**
     * Checks that somebody may wait.
     *
     * @throws IllegalArgumentException if not
     */
    public LifeConfig {
        if (!startTimeout.isPositive()) {
            throw new IllegalArgumentException("nobody may wait for the instance to start; write start-timeout = 30s");
        }
    }

    /** When an instance starts. */
    public enum Start {
        /** With the composite. */
        EAGER,
        /** With the first request to it. */
        LAZY
    }
}
