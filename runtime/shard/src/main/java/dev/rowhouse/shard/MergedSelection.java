package dev.rowhouse.shard;

import dev.rowhouse.shard.MergeColumn.Merge;
import dev.rowhouse.shard.MergePlan.Kind;
import dev.rowhouse.shard.MergePlan.Output;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.query.ResultListTransformer;
import org.hibernate.query.sqm.internal.AbstractSqmSelectionQuery;
import org.hibernate.query.sqm.internal.AppliedGraphs;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.jspecify.annotations.Nullable;

/** One execution of a query in several shards: asks them, and brings their rows together. For one thread. */
final class MergedSelection {
    private final MergePlan plan;
    private final AbstractSqmSelectionQuery<?> query;
    private final ShardQueries queries;
    private final List<String> shards;
    private final Arguments arguments;

    MergedSelection(MergePlan plan, AbstractSqmSelectionQuery<?> query, ShardQueries queries, List<String> shards) {
        this.plan = plan;
        this.query = query;
        this.queries = queries;
        this.shards = shards;
        arguments = new Arguments(query);
    }

    /** The rows of the result, as the app asked for them. */
    List<Object> list() {
        var options = query.getQueryOptions();
        var limit = options.getLimit();
        var rows = options.hasLimit()
                ? rows(limit.getFirstRowJpa(),
                        limit.getMaxRows() == null ? OptionalInt.empty() : OptionalInt.of(limit.getMaxRows()))
                : rowsWithin();
        var made = make(rows, original());
        var transformer = options.getResultListTransformer();
        return transformer == null ? made : transformed(transformer, made);
    }

    private SqmSelectStatement<?> original() {
        return (SqmSelectStatement<?>) query.getSqmStatement();
    }

    /** Within the limit that the query itself has. */
    private List<@Nullable Object[]> rowsWithin() {
        var fetch = original().getFetch();
        return rows(number(original().getOffset(), 0),
                fetch == null ? OptionalInt.empty() : OptionalInt.of(number(fetch, 0)));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // It was set for rows of this query.
    private static List<Object> transformed(ResultListTransformer transformer, List<Object> made) {
        return transformer.transformList(made);
    }

    private int number(@Nullable Object expression, int otherwise) {
        if (expression == null) {
            return otherwise;
        }
        return arguments.of((SqmExpression<?>) expression)
                .map(values -> values.getFirst() instanceof Number number ? number.intValue() : null)
                .orElseThrow(() -> new UnsupportedOperationException(
                        "its limit is computed; give it as a number or a parameter"));
    }

    /** Whether there are as many rows as all shards count by themselves. */
    boolean countsEach() {
        // Hibernate counts the rows that aggregates are made of, if there are no groups.
        return !plan.distinct() && original().getFetch() == null && original().getOffset() == null
                && (plan.kind() == Kind.ROWS
                        || plan.columns().stream().noneMatch(column -> column.merge() == Merge.GROUP));
    }

    /** How many rows there are, whatever limit the app has set. */
    long count() {
        return rowsWithin().size();
    }

    private List<Object> make(List<@Nullable Object[]> rows, SqmSelectStatement<?> original) {
        var last = RowMaking.of(original, query);
        var made = new ArrayList<Object>(rows.size());
        if (plan.made().isPresent()) {
            var first = RowMaking.of(plan.made().get());
            rows.forEach(row -> made.add(last.transformRow(new Object[]{first.transformRow(cut(row))})));
        } else {
            rows.forEach(row -> made.add(last.transformRow(cut(row))));
        }
        return made;
    }

    private @Nullable Object[] cut(@Nullable Object[] row) {
        return row.length == plan.width() ? row : Arrays.copyOf(row, plan.width());
    }

    private List<@Nullable Object[]> rows(int offset, OptionalInt limit) {
        boolean fetches = plan.fetchesCollections() || AppliedGraphs.containsCollectionFetches(query.getQueryOptions());
        if (fetches && (limit.isPresent() || offset > 0)) {
            throw new UnsupportedOperationException(
                    "it has a limit and loads collections along, which can't be brought together from several shards; leave out one of the two");
        }
        if (limit.isPresent() && limit.getAsInt() <= 0) {
            return List.of();
        }
        int end = (int) Math.min((long) offset + limit.orElse(Integer.MAX_VALUE), Integer.MAX_VALUE);
        var most = plan.limits() && limit.isPresent() ? OptionalInt.of(end) : OptionalInt.empty();
        var answers = queries.rows(plan.statement(), shards, most);
        var texts = new ShardTexts(queries, shards, () -> texts(answers));
        var merged = new Merged(texts);
        List<@Nullable Object[]> rows = new ArrayList<>();
        if (plan.kind() == Kind.ROWS) {
            answers.forEach(rows::addAll);
            if (fetches) {
                rows = once(rows);
            }
        } else {
            rows.addAll(groups(answers, merged));
        }
        var result = new ArrayList<@Nullable Object[]>(rows.size());
        var counts = distinctCounts();
        rows.forEach(row -> result.add(outputs(row, counts)));
        List<@Nullable Object[]> kept = plan.distinct() ? merged.distinct(result, plan.width(), stored()) : result;
        merged.sort(kept, plan.sorts());
        int from = Math.min(offset, kept.size());
        return kept.subList(from, Math.max(from, Math.min(end, kept.size())));
    }

    /** An entity appears once, however many elements a collection of it has. */
    private List<@Nullable Object[]> once(List<@Nullable Object[]> rows) {
        if (plan.width() != 1) {
            return rows;
        }
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var kept = new ArrayList<@Nullable Object[]>();
        for (var row : rows) {
            if (row[0] == null || seen.add(row[0])) {
                kept.add(row);
            }
        }
        return kept;
    }

    private List<Function<@Nullable Object, @Nullable Object>> stored() {
        var stored = new ArrayList<Function<@Nullable Object, @Nullable Object>>();
        for (var output : plan.outputs()) {
            stored.add(output instanceof Output.Plain plain ? plan.columns().get(plain.column()).stored()
                    : value -> value);
        }
        return stored;
    }

    private List<@Nullable Object[]> groups(List<List<@Nullable Object[]>> answers, Merged merged) {
        var groups = new LinkedHashMap<List<@Nullable Object>, @Nullable Object[]>();
        var columns = plan.columns();
        var stored = columns.stream()
                .<Function<@Nullable Object, @Nullable Object>>map(
                        column -> column.merge() == Merge.GROUP ? column.stored() : value -> null)
                .toList();
        for (var rows : answers) {
            for (var row : rows) {
                groups.merge(merged.identity(row, 0, columns.size(), stored), row, (one, other) -> {
                    var sum = new @Nullable Object[columns.size()];
                    for (int i = 0; i < sum.length; i++) {
                        sum[i] = columns.get(i).merge(one[i], other[i], merged);
                    }
                    return sum;
                });
            }
        }
        return new ArrayList<>(groups.values());
    }

    private List<Long> distinctCounts() {
        var counts = new ArrayList<Long>();
        for (var each : plan.distinctCounts()) {
            var answers = queries.rows(each.statement(), shards, OptionalInt.empty());
            var values = new HashSet<Object>();
            var own = new ShardTexts(queries, shards, () -> texts(answers, List.of(each.stored())));
            for (var rows : answers) {
                for (var row : rows) {
                    var value = each.stored().apply(row[0]);
                    if (value != null) {
                        values.add(value instanceof String text ? own.identity(text) : value);
                    }
                }
            }
            counts.add((long) values.size());
        }
        return counts;
    }

    private @Nullable Object[] outputs(@Nullable Object[] row, List<Long> counts) {
        var values = new @Nullable Object[plan.outputs().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (plan.outputs().get(i)) {
                case Output.Plain plain -> row[plain.column()];
                case Output.Average average -> average(row[average.sum()], row[average.count()]);
                case Output.Distinct distinct -> counts.get(distinct.count());
            };
        }
        return values;
    }

    private static @Nullable Double average(@Nullable Object sum, @Nullable Object count) {
        if (!(sum instanceof Number total) || !(count instanceof Long number) || number == 0) {
            return null;
        }
        return total instanceof Double || total instanceof Float ? Double.valueOf(total.doubleValue() / number)
                : Double.valueOf(
                        Column.decimal(total).divide(BigDecimal.valueOf(number), MathContext.DECIMAL128).doubleValue());
    }

    private Set<String> texts(List<List<@Nullable Object[]>> answers) {
        return texts(answers,
                plan.columns()
                        .stream()
                        .<Function<@Nullable Object, @Nullable Object>>map(MergeColumn::stored)
                        .toList());
    }

    private static Set<String> texts(
            List<List<@Nullable Object[]>> answers,
            List<Function<@Nullable Object, @Nullable Object>> stored) {
        var texts = new HashSet<String>();
        for (var rows : answers) {
            for (var row : rows) {
                for (int i = 0; i < stored.size(); i++) {
                    Optional.ofNullable(stored.get(i).apply(row[i]))
                            .filter(String.class::isInstance)
                            .ifPresent(text -> texts.add((String) text));
                }
            }
        }
        return texts;
    }
}
