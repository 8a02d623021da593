package dev.rowhouse.bench;

import java.util.List;

/**
 * What was measured of one thing, once in each round.
 *
 * @param values in the order in which they were measured; at least one
 */
record Series(List<Double> values) {
    Series {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a series needs a value");
        }
    }

    /** The middle one; of two, the one between. */
    double median() {
        return percentile(values, 0.5);
    }

    double smallest() {
        return values.stream().mapToDouble(value -> value).min().orElseThrow();
    }

    double largest() {
        return values.stream().mapToDouble(value -> value).max().orElseThrow();
    }

    /**
     * The value that a part of some values does not exceed, between two neighbours by how near it is to each.
     *
     * @param values at least one
     * @param part from 0 to 1
     */
    static double percentile(List<Double> values, double part) {
        var sorted = values.stream().sorted().toList();
        double place = part * (sorted.size() - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }

    /** The median, and the range if there is one. */
    String write(Unit unit) {
        var middle = unit.write(median());
        return values.size() == 1 ? middle
                : "%s (%s – %s)".formatted(middle, unit.write(smallest()), unit.write(largest()));
    }
}
