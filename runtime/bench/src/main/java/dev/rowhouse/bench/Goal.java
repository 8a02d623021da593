package dev.rowhouse.bench;

/**
 * What a figure should be.
 *
 * @param atMost whether it should not be more; otherwise not less
 * @param limit in the unit of the figure
 */
record Goal(boolean atMost, double limit) {
    static Goal atMost(double limit) {
        return new Goal(true, limit);
    }

    static Goal atLeast(double limit) {
        return new Goal(false, limit);
    }

    boolean isMetBy(double value) {
        return atMost ? value <= limit : value >= limit;
    }

    String write(Unit unit) {
        return (atMost ? "≤ " : "≥ ") + unit.write(limit);
    }
}
