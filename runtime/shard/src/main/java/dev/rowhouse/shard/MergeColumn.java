package dev.rowhouse.shard;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Function;
import org.hibernate.query.sqm.tree.select.SqmSelectableNode;
import org.jspecify.annotations.Nullable;

/**
 * One value of the rows that shards give.
 *
 * @param node what shards are asked for
 * @param merge what becomes of the values that shards have for one group
 * @param stored what is compared of a value
 */
record MergeColumn(SqmSelectableNode<?> node, Merge merge, Function<@Nullable Object, @Nullable Object> stored) {
    /** What becomes of several values. */
    enum Merge {
        /** They are equal: a group is told by them. */
        GROUP,
        /** They are equal: none depends on rows. */
        SAME,
        /** They are added up. */
        SUM,
        /** The least counts. */
        LEAST,
        /** The greatest counts. */
        GREATEST
    }

    /**
     * Brings two values together.
     *
     * @throws ArithmeticException if their sum is too large for its type
     */
    @Nullable
    Object merge(@Nullable Object one, @Nullable Object other, Merged merged) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return switch (merge) {
            case GROUP, SAME -> one;
            case SUM -> sum(one, other);
            case LEAST -> compare(one, other, merged) <= 0 ? one : other;
            case GREATEST -> compare(one, other, merged) >= 0 ? one : other;
        };
    }

    private int compare(Object one, Object other, Merged merged) {
        var left = stored.apply(one);
        var right = stored.apply(other);
        return left == null || right == null ? 0 : merged.compare(left, right);
    }

    static Object sum(Object one, Object other) {
        return switch (one) {
            case Long number -> added(number, ((Number) other).longValue());
            case Integer number -> Math.toIntExact(added(number, ((Number) other).longValue()));
            case Double number -> number + ((Number) other).doubleValue();
            case Float number -> number + ((Number) other).floatValue();
            case BigDecimal number -> number.add(Column.decimal((Number) other));
            case BigInteger number -> number.add((BigInteger) other);
            default -> throw new UnsupportedOperationException(
                    "sums of %s can't be added up".formatted(one.getClass().getName()));
        };
    }

    private static long added(long one, long other) {
        try {
            return Math.addExact(one, other);
        } catch (ArithmeticException e) {
            throw new ArithmeticException(
                    "the sum over all shards is larger than 64 bits; cast what is added up to BigDecimal");
        }
    }
}
