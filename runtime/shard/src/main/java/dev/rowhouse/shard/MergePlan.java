package dev.rowhouse.shard;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.query.sqm.tree.select.SqmDynamicInstantiation;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.jspecify.annotations.Nullable;

/**
 * How the answers of several shards become one: what each is asked, and what is made of their rows.
 *
 * @param kind what the rows of shards are
 * @param statement what each shard is asked; a row of its result has a value for each column
 * @param columns what a row of a shard has
 * @param outputs what a row of the result has: first what the app asked for, then what it is sorted by
 * @param width how many of the outputs the app asked for
 * @param sorts what the result is sorted by
 * @param distinct whether equal rows appear once
 * @param fetchesCollections whether a shard gives a row for each element of a collection that is loaded along
 * @param distinctCounts what shards are asked further: values that are counted once
 * @param made what is made of the outputs, where the query says {@code new} and shards can't
 */
record MergePlan(
        Kind kind,
        SqmSelectStatement<?> statement,
        List<MergeColumn> columns,
        List<Output> outputs,
        int width,
        List<Merged.Sort> sorts,
        boolean distinct,
        boolean fetchesCollections,
        List<DistinctCount> distinctCounts,
        Optional<SqmDynamicInstantiation<?>> made) {
    MergePlan {
        columns = List.copyOf(columns);
        outputs = List.copyOf(outputs);
        sorts = List.copyOf(sorts);
        distinctCounts = List.copyOf(distinctCounts);
    }

    /** What the rows of shards are. */
    enum Kind {
        /** Rows of the result. */
        ROWS,
        /** Parts of groups, which several shards may have parts of. Without anything to group by, all is one group. */
        GROUPS
    }

    /** Where a value of the result comes from. */
    sealed interface Output {
        /** A column, as it is. */
        record Plain(int column) implements Output {}

        /** A sum divided by a count. */
        record Average(int sum, int count) implements Output {}

        /** How many different values all shards have together. */
        record Distinct(int count) implements Output {}
    }

    /**
     * Values that are counted once, wherever they are.
     *
     * @param statement asks a shard for those it has, each once
     * @param stored what is compared of them
     */
    record DistinctCount(SqmSelectStatement<?> statement, Function<@Nullable Object, @Nullable Object> stored) {}

    /** Whether a shard may leave out rows after the last one that counts. */
    boolean limits() {
        return kind == Kind.ROWS;
    }
}
