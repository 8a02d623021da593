package dev.rowhouse.shard;

import dev.rowhouse.shard.MergeColumn.Merge;
import dev.rowhouse.shard.MergePlan.DistinctCount;
import dev.rowhouse.shard.MergePlan.Kind;
import dev.rowhouse.shard.MergePlan.Output;
import jakarta.persistence.criteria.Nulls;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.Hibernate;
import org.hibernate.cfg.QuerySettings;
import org.hibernate.query.SortDirection;
import org.hibernate.query.common.FetchClauseType;
import org.hibernate.query.sqm.SqmQuerySource;
import org.hibernate.query.sqm.tree.SqmCopyContext;
import org.hibernate.query.sqm.tree.domain.SqmBasicValuedSimplePath;
import org.hibernate.query.sqm.tree.expression.SqmAliasedNodeRef;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.expression.SqmFunction;
import org.hibernate.query.sqm.tree.expression.SqmLiteral;
import org.hibernate.query.sqm.tree.expression.SqmParameter;
import org.hibernate.query.sqm.tree.expression.SqmTuple;
import org.hibernate.query.sqm.tree.select.SqmDynamicInstantiation;
import org.hibernate.query.sqm.tree.select.SqmJpaCompoundSelection;
import org.hibernate.query.sqm.tree.select.SqmOrderByClause;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectClause;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.query.sqm.tree.select.SqmSelectableNode;
import org.hibernate.query.sqm.tree.select.SqmSelection;
import org.hibernate.query.sqm.tree.select.SqmSortSpecification;
import org.jspecify.annotations.Nullable;

/** Plans how a query is asked of several shards. For one query, on one thread. */
final class MergePlanner {
    private final ShardedModel model;
    private final SqmSelectStatement<?> original;
    private final SqmSelectStatement<?> copy;
    private final SqmQuerySpec<?> spec;
    private final Reach reach;
    private final List<MergeColumn> columns = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<SqmSelectableNode<?>> items = new ArrayList<>();
    private final List<DistinctCount> distinctCounts = new ArrayList<>();
    private final List<Merged.Sort> sorts = new ArrayList<>();
    private Optional<SqmDynamicInstantiation<?>> made = Optional.empty();

    private MergePlanner(SqmSelectStatement<?> original, ShardedModel model) {
        this.model = model;
        this.original = original;
        copy = copy(original);
        if (!(copy.getQueryPart() instanceof SqmQuerySpec<?> simple)) {
            throw refusal("union, intersect or except");
        }
        spec = simple;
        // References are looked up by the parts of the from clause, and those of a copy are other ones.
        reach = ReachFinder.find(copy, model);
    }

    /**
     * Plans a query whose rows may be in several shards.
     *
     * @throws UnsupportedOperationException if their answers can't be brought together; says why
     */
    static MergePlan plan(SqmSelectStatement<?> statement, ShardedModel model) {
        return new MergePlanner(statement, model).plan();
    }

    private static SqmSelectStatement<?> copy(SqmSelectStatement<?> statement) {
        return statement.copy(SqmCopyContext.noParamCopyContext(SqmQuerySource.CRITERIA));
    }

    private static UnsupportedOperationException refusal(String what) {
        return new UnsupportedOperationException(
                "it has %s, which can't be brought together from several shards".formatted(what));
    }

    private MergePlan plan() {
        if (!reach.obstacles().isEmpty()) {
            throw refusal(String.join(", ", reach.obstacles()));
        }
        if (spec.getFetchExpression() != null && spec.getFetchClauseType() != FetchClauseType.ROWS_ONLY) {
            throw refusal("a limit in percent or with ties");
        }
        boolean distinct = spec.getSelectClause().isDistinct();
        var selected = selected();
        var groups = groups(selected);
        boolean aggregates = selected.stream().anyMatch(Aggregates::isIn)
                || (spec.getHavingClausePredicate() != null && groups.isEmpty());
        boolean whole = groups.isEmpty() ? !aggregates : groups.stream().anyMatch(reach::divides);
        var kind = whole ? Kind.ROWS : Kind.GROUPS;
        flatten(selected);
        if (whole) {
            items.forEach(item -> outputs.add(new Output.Plain(column(item, Merge.SAME))));
        } else {
            if (spec.getHavingClausePredicate() != null) {
                throw refusal("a condition for groups that several shards have parts of");
            }
            items.forEach(item -> outputs.add(merged(item, groups)));
            groups.forEach(group -> column(group, Merge.GROUP));
        }
        int width = outputs.size();
        order(groups, kind, distinct);
        boolean fetches = copy.containsCollectionFetches();
        rewrite(groups, kind, distinct);
        return new MergePlan(kind, copy, columns, outputs, width, sorts, distinct, fetches, distinctCounts, made);
    }

    private List<SqmSelectableNode<?>> selected() {
        var selections = spec.getSelectClause().getSelections();
        if (selections.isEmpty()) {
            return List.of(spec.getFromClause().getRoots().getFirst());
        }
        var nodes = new ArrayList<SqmSelectableNode<?>>();
        for (var selection : selections) {
            if (selection.getSelectableNode() instanceof SqmJpaCompoundSelection<?> compound) {
                compound.getSelectionItems().forEach(item -> nodes.add((SqmSelectableNode<?>) item));
            } else {
                nodes.add(selection.getSelectableNode());
            }
        }
        return nodes;
    }

    /** An object that a query makes is taken apart, because its parts may be compared or added up. */
    private void flatten(List<SqmSelectableNode<?>> selected) {
        for (var node : selected) {
            if (!(node instanceof SqmDynamicInstantiation<?> object)) {
                items.add(node);
                continue;
            }
            if (selected.size() > 1) {
                throw refusal("an object made of some of what is selected");
            }
            made = Optional.of(object);
            for (var argument : object.getArguments()) {
                if (argument.getSelectableNode() instanceof SqmDynamicInstantiation<?>) {
                    throw refusal("an object made of objects");
                }
                items.add(argument.getSelectableNode());
            }
        }
    }

    private List<SqmExpression<?>> groups(List<SqmSelectableNode<?>> selected) {
        var groups = new ArrayList<SqmExpression<?>>();
        for (var group : spec.getGroupByClauseExpressions()) {
            if (group instanceof SqmAliasedNodeRef reference) {
                if (reference.getNavigablePath() == null
                        && selected.get(reference.getPosition() - 1) instanceof SqmExpression<?> expression) {
                    groups.add(expression);
                } else {
                    throw refusal("groups by an attribute of what is selected");
                }
            } else {
                groups.add(group);
            }
        }
        return groups;
    }

    private int column(SqmSelectableNode<?> node, Merge merge) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).merge() == merge && columns.get(i).node().equals(node) && merge == Merge.GROUP) {
                return i;
            }
        }
        columns.add(new MergeColumn(node, merge, stored(node)));
        return columns.size() - 1;
    }

    private Function<@Nullable Object, @Nullable Object> stored(SqmSelectableNode<?> node) {
        if (node instanceof SqmExpression<?> expression) {
            var column = Column.of(expression, model);
            if (column.isPresent()) {
                return column.get()::stored;
            }
        }
        return value -> value != null && model.entity(Hibernate.getClass(value).getName()).isPresent() ? new Same(value)
                : value;
    }

    /** One row of an entity: the one that a session has, whatever its class says of equality. */
    private record Same(Object row) {
        @Override
        @SuppressWarnings("ReferenceEquality") // That is what it is for.
        public boolean equals(@Nullable Object other) {
            return other instanceof Same same && same.row == row;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(row);
        }
    }

    private Output merged(SqmSelectableNode<?> item, List<SqmExpression<?>> groups) {
        if (groups.contains(item)) {
            return new Output.Plain(column(item, Merge.GROUP));
        }
        if (item instanceof SqmLiteral<?> || item instanceof SqmParameter<?>) {
            return new Output.Plain(column(item, Merge.SAME));
        }
        if (item instanceof SqmFunction<?> function && Aggregates.isOne(function)) {
            return aggregate(function, groups);
        }
        throw refusal(Aggregates.isIn(item) ? "an expression around sum, count, min, max or avg"
                : "something selected that is neither a group nor sum, count, min, max or avg");
    }

    private Output aggregate(SqmFunction<?> function, List<SqmExpression<?>> groups) {
        var argument = Aggregates.plainArgument(function);
        boolean distinct = Aggregates.isDistinct(function);
        return switch (function.getFunctionName()) {
            case "count" -> {
                if (!distinct || (argument != null && reach.divides(argument))) {
                    yield new Output.Plain(column(function, Merge.SUM));
                }
                if (!groups.isEmpty() || argument == null || Aggregates.filter(function) != null) {
                    throw refusal("different values counted in groups that several shards have parts of");
                }
                distinctCounts.add(distinctCount(items.indexOf(function)));
                yield new Output.Distinct(distinctCounts.size() - 1);
            }
            case "sum" -> {
                refuseDistinct(distinct);
                yield new Output.Plain(column(function, Merge.SUM));
            }
            case "min" -> new Output.Plain(column(function, Merge.LEAST));
            case "max" -> new Output.Plain(column(function, Merge.GREATEST));
            case "avg" -> {
                refuseDistinct(distinct);
                var filter = Aggregates.filter(function);
                yield new Output.Average(
                        column(Aggregates.make("sum", function.getArguments(), filter, model), Merge.SUM),
                        column(Aggregates.make("count", function.getArguments(), filter, model), Merge.SUM));
            }
            default -> throw refusal("the function " + function.getFunctionName());
        };
    }

    private static void refuseDistinct(boolean distinct) {
        if (distinct) {
            throw refusal("different values added up");
        }
    }

    /** Asks for the values themselves, each once. */
    private DistinctCount distinctCount(int item) {
        var other = new MergePlanner(original, model);
        other.flatten(other.selected());
        if (!(other.items.get(item) instanceof SqmFunction<?> function) || Aggregates.plainArgument(function) == null) {
            throw refusal("different values counted");
        }
        var argument = Aggregates.plainArgument(function);
        if (argument instanceof SqmTuple<?>) {
            throw refusal("different values counted that are several together");
        }
        int column = other.column(Objects.requireNonNull(argument), Merge.SAME);
        other.rewrite(List.of(), Kind.GROUPS, true);
        other.spec.getSelectClause().makeDistinct(true);
        return new DistinctCount(other.copy, other.columns.get(column).stored());
    }

    private void order(List<SqmExpression<?>> groups, Kind kind, boolean distinct) {
        // One row has no order.
        if (kind == Kind.GROUPS && groups.isEmpty()) {
            return;
        }
        for (var sort : spec.getSortSpecifications()) {
            if (sort.isIgnoreCase()) {
                throw refusal("an order that takes upper and lower case for equal");
            }
            int output = sortedBy(sort.getSortExpression(), groups, kind, distinct);
            var column = sortColumn(sort.getSortExpression(), output);
            boolean descending = sort.getSortDirection() == SortDirection.DESCENDING;
            sorts.add(new Merged.Sort(output, column, descending, nullsFirst(sort, descending)));
        }
    }

    private Column sortColumn(SqmExpression<?> by, int output) {
        var expression = by instanceof SqmAliasedNodeRef && items.get(output) instanceof SqmExpression<?> item ? item
                : by;
        return Column.of(expression, model)
                .orElseThrow(() -> refusal("an order by something that has several values; name its attributes"));
    }

    private int sortedBy(SqmExpression<?> by, List<SqmExpression<?>> groups, Kind kind, boolean distinct) {
        if (by instanceof SqmAliasedNodeRef reference) {
            if (reference.getNavigablePath() != null) {
                throw refusal("an order by an attribute of what is selected; name what it is selected from");
            }
            return reference.getPosition() - 1;
        }
        int item = items.indexOf(by);
        if (item >= 0) {
            return item;
        }
        if (distinct && !dependsOnSelected(by)) {
            throw refusal("distinct rows in an order by something that is not selected");
        }
        outputs.add(kind == Kind.ROWS ? new Output.Plain(column(by, Merge.SAME)) : merged(by, groups));
        return outputs.size() - 1;
    }

    /** Whether there is one value of it for each row that is selected: an attribute of an entity among them. */
    private boolean dependsOnSelected(SqmExpression<?> by) {
        return by instanceof SqmBasicValuedSimplePath<?> path && items.contains(path.getLhs());
    }

    /** What the operator has Hibernate say where a query says nothing. */
    private Nulls defaultPrecedence() {
        return switch (model.factory().getProperties().get(QuerySettings.DEFAULT_NULL_ORDERING)) {
            case null -> Nulls.NONE;
            case Nulls nulls -> nulls;
            case Object text -> Nulls.valueOf(text.toString().toUpperCase(Locale.ROOT));
        };
    }

    private boolean nullsFirst(SqmSortSpecification sort, boolean descending) {
        var precedence = sort.getNullPrecedence();
        if (precedence == null || precedence == Nulls.NONE) {
            precedence = defaultPrecedence();
        }
        if (precedence == Nulls.FIRST || precedence == Nulls.LAST) {
            return precedence == Nulls.FIRST;
        }
        return switch (model.factory().getJdbcServices().getDialect().getNullOrdering()) {
            case SMALLEST -> !descending;
            case GREATEST -> descending;
            case FIRST -> true;
            case LAST -> false;
        };
    }

    private void rewrite(List<SqmExpression<?>> groups, Kind kind, boolean distinct) {
        var builder = Aggregates.builder(model);
        var clause = new SqmSelectClause(distinct && kind == Kind.ROWS, builder);
        columns.forEach(column -> clause.addSelection(new SqmSelection<>(column.node(), builder)));
        spec.setSelectClause(clause);
        spec.setOffsetExpression(null);
        spec.setFetchExpression(null);
        if (kind == Kind.GROUPS) {
            spec.setGroupByClauseExpressions(groups);
            spec.setOrderByClause(null);
            return;
        }
        if (spec.hasPositionalGroupItem()) {
            spec.setGroupByClauseExpressions(groups);
        }
        spec.setOrderByClause(named());
    }

    /** The order, with what is selected itself where the query says which item it is: a query that is made may not say so. */
    private SqmOrderByClause named() {
        var clause = new SqmOrderByClause();
        for (var sort : spec.getSortSpecifications()) {
            clause.addSortSpecification(sort.getSortExpression() instanceof SqmAliasedNodeRef reference
                    && items.get(reference.getPosition() - 1) instanceof SqmExpression<?> item
                            ? new SqmSortSpecification(item, sort.getSortDirection(), sort.getNullPrecedence())
                            : sort);
        }
        return clause;
    }
}
