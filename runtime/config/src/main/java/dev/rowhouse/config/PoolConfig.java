package dev.rowhouse.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The connection pool of an engine.
 *
 * @param max most connections open at once
 * @param minIdle how many idle ones are kept
 * @param borrowTimeout how long a session waits for a free one before it fails
 * @param idleTimeout after how long an idle one is closed; zero for never
 * @param maxLifetime after how long any one is replaced; zero for never
 * @param reset when what a piece of work has left on a connection is taken away
 * @param sharing how it is shared with other engines on the same server; empty if it is this engine's alone
 * @param more further settings of HikariCP by their dashed names, passed on
 */
public record PoolConfig(
        int max,
        int minIdle,
        Duration borrowTimeout,
        Duration idleTimeout,
        Duration maxLifetime,
        Reset reset,
        Optional<Sharing> sharing,
        Map<String, String> more) {
    /** What holds when the file says nothing. */
    public static final PoolConfig DEFAULT = new PoolConfig(8, 0, Duration.ofSeconds(4), Duration.ofMinutes(1),
            Duration.ofMinutes(30), Map.of());

    /** When what a piece of work has left on a connection is taken away. */
    public enum Reset {
        /** After work whose statements may have left something. What triggers and functions in the database do is not seen. */
        NEEDED,
        /** After all work. */
        ALWAYS
    }

    /**
     * What one engine has of a pool that several share.
     *
     * @param maxPerInstance how many of its connections one instance may use at once
     * @param role whose rights the engine works with; empty for those of the user who connects
     */
    public record Sharing(int maxPerInstance, Optional<String> role) {
        /**
         * Checks that an instance gets a connection.
         *
         * @throws IllegalArgumentException if not
         */
        public Sharing {
            if (maxPerInstance < 1) {
                throw new IllegalArgumentException(
                        "max-per-instance %d is too small; write 1 or more".formatted(maxPerInstance));
            }
        }
    }

    /** A pool of one engine, whose connections are reset when needed. */
    public PoolConfig(
            int max,
            int minIdle,
            Duration borrowTimeout,
            Duration idleTimeout,
            Duration maxLifetime,
            Map<String, String> more) {
        this(max, minIdle, borrowTimeout, idleTimeout, maxLifetime, Reset.NEEDED, Optional.empty(), more);
    }

    /** The settings that are not about one engine alone: those who share a pool have the same. */
    public PoolConfig common() {
        return new PoolConfig(max, minIdle, borrowTimeout, idleTimeout, maxLifetime, reset, Optional.empty(), more);
    }

    /**
     * Checks that a pool can be that large and that patient.
     *
     * @throws IllegalArgumentException if not; the message says what is wrong
     */
    public PoolConfig {
        if (max < 1) {
            throw new IllegalArgumentException("max %d is too small; write 1 or more".formatted(max));
        }
        if (minIdle < 0 || minIdle > max) {
            throw new IllegalArgumentException(
                    "%d idle connections can't be kept in a pool of %d; write a number from 0 to %d".formatted(minIdle,
                            max, max));
        }
        if (!borrowTimeout.isPositive() || idleTimeout.isNegative() || maxLifetime.isNegative()) {
            throw new IllegalArgumentException(
                    "a timeout is negative, or nobody may wait at all; write durations" + " like 5s");
        }
        more = Map.copyOf(more);
    }

    /** All but the values of {@link #more}, which may be secret. */
    @Override
    public String toString() {
        return "PoolConfig[max=%d, minIdle=%d, borrowTimeout=%s, idleTimeout=%s, maxLifetime=%s, reset=%s, sharing=%s, more=%s]"
                .formatted(max, minIdle, borrowTimeout, idleTimeout, maxLifetime, reset, sharing,
                        new TreeSet<>(more.keySet()));
    }
}
