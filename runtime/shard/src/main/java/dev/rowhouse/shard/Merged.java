package dev.rowhouse.shard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows of several shards that become those of one result: comparing, counting and cutting them as a database would.
 *
 * <p>For one thread.
 */
final class Merged {
    private final Texts.Ranking texts;

    /** @param texts how texts are compared */
    Merged(Texts.Ranking texts) {
        this.texts = texts;
    }

    /**
     * What rows are sorted by.
     *
     * @param index where it is in a row
     * @param column how it is stored
     * @param descending whether from the last to the first
     * @param nullsFirst whether rows without it come first
     */
    record Sort(int index, Column column, boolean descending, boolean nullsFirst) {}

    /** Sorts rows; those that are equal keep the order of their shards. */
    void sort(List<@Nullable Object[]> rows, List<Sort> sorts) {
        if (!sorts.isEmpty()) {
            rows.sort(order(sorts));
        }
    }

    private Comparator<@Nullable Object[]> order(List<Sort> sorts) {
        return (one, other) -> {
            for (var sort : sorts) {
                int order = compare(sort, sort.column().stored(one[sort.index()]),
                        sort.column().stored(other[sort.index()]));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }

    @SuppressWarnings("ReferenceEquality") // One of them is null.
    private int compare(Sort sort, @Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == other ? 0 : (one == null) == sort.nullsFirst() ? -1 : 1;
        }
        int order = compare(one, other);
        return sort.descending() ? -order : order;
    }

    /** Compares what is stored. */
    int compare(Object one, Object other) {
        return one instanceof String left && other instanceof String right ? texts.compare(left, right)
                : Column.compare(one, other);
    }

    /** What tells rows apart: one list for each, equal for rows that a database takes for equal. */
    List<@Nullable Object> identity(
            @Nullable Object[] row,
            int from,
            int to,
            List<Function<@Nullable Object, @Nullable Object>> stored) {
        var identity = new ArrayList<@Nullable Object>(to - from);
        for (int i = from; i < to; i++) {
            var value = stored.get(i).apply(row[i]);
            identity.add(value instanceof String text ? texts.identity(text) : value);
        }
        return identity;
    }

    /** Leaves the first of rows that are equal. */
    List<@Nullable Object[]> distinct(
            List<@Nullable Object[]> rows,
            int width,
            List<Function<@Nullable Object, @Nullable Object>> stored) {
        Set<List<@Nullable Object>> seen = new HashSet<>();
        var kept = new ArrayList<@Nullable Object[]>();
        for (var row : rows) {
            if (seen.add(identity(row, 0, width, stored))) {
                kept.add(row);
            }
        }
        return kept;
    }
}
