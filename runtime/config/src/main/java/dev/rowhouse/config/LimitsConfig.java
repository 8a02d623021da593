package dev.rowhouse.config;

/**
 * What one instance may use.
 *
 * @param weight its share of a machine that is busy, against those of the other instances
 * @param requests what its requests may use
 * @param tasks what its work beside requests may use
 * @param connections what its WebSockets and event streams may use
 */
public record LimitsConfig(int weight, RequestLimits requests, TaskLimits tasks, ConnectionLimits connections) {
    /** What holds when the file says nothing. */
    public static final LimitsConfig DEFAULT = new LimitsConfig(1, RequestLimits.DEFAULT, TaskLimits.DEFAULT,
            ConnectionLimits.DEFAULT);

    /** The largest weight. */
    static final int MOST_WEIGHT = 1000;

    /**
     * Checks that it has a share.
     *
     * @throws IllegalArgumentException if not
     */
    public LimitsConfig {
        if (weight < 1 || weight > MOST_WEIGHT) {
            throw new IllegalArgumentException(
                    "weight %d is no share; write a whole number from 1 to %d".formatted(weight, MOST_WEIGHT));
        }
    }
}
