package dev.rowhouse.shard;

import java.util.List;
import java.util.Set;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.spi.BaseSemanticQueryWalker;
import org.hibernate.query.sqm.tree.SqmTypedNode;
import org.hibernate.query.sqm.tree.SqmVisitableNode;
import org.hibernate.query.sqm.tree.expression.SqmAggregateFunction;
import org.hibernate.query.sqm.tree.expression.SqmAliasedNodeRef;
import org.hibernate.query.sqm.tree.expression.SqmDistinct;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.expression.SqmFunction;
import org.hibernate.query.sqm.tree.predicate.SqmPredicate;
import org.hibernate.query.sqm.tree.select.SqmSubQuery;
import org.jspecify.annotations.Nullable;

/** Knows the functions that make one value of many rows. */
final class Aggregates {
    private static final Set<String> NAMES = Set.of("sum", "count", "min", "max", "avg", "every", "any", "listagg",
            "string_agg", "array_agg", "stddev", "stddev_pop", "stddev_samp", "variance", "var_pop", "var_samp");

    private Aggregates() {}

    /** Whether a function is one. */
    static boolean isOne(SqmFunction<?> function) {
        return function instanceof SqmAggregateFunction<?> || NAMES.contains(function.getFunctionName());
    }

    /** Whether there is one in an expression, outside of its subqueries. */
    static boolean isIn(SqmVisitableNode node) {
        if (node instanceof SqmAliasedNodeRef) {
            return false;
        }
        var finder = new Finder();
        node.accept(finder);
        return finder.found;
    }

    /** What an aggregate is of; null for {@code count(*)} and those of several things. */
    static @Nullable SqmExpression<?> argument(SqmFunction<?> function) {
        return function.getArguments().size() == 1 && function.getArguments().getFirst() instanceof SqmExpression<?> one
                ? one
                : null;
    }

    /** What an aggregate is of, whether each value counts once or not. */
    static @Nullable SqmExpression<?> plainArgument(SqmFunction<?> function) {
        var argument = function.getArguments().size() == 1 ? function.getArguments().getFirst() : null;
        return argument instanceof SqmDistinct<?> distinct ? distinct.getExpression()
                : argument instanceof SqmExpression<?> expression ? expression : null;
    }

    static boolean isDistinct(SqmFunction<?> function) {
        return !function.getArguments().isEmpty() && function.getArguments().getFirst() instanceof SqmDistinct<?>;
    }

    /** The condition for rows to count; null if all do. */
    static @Nullable SqmPredicate filter(SqmFunction<?> function) {
        return function instanceof SqmAggregateFunction<?> aggregate ? aggregate.getFilter() : null;
    }

    /** Another aggregate of the same rows. */
    static SqmExpression<?> make(
            String name,
            List<? extends SqmTypedNode<?>> arguments,
            @Nullable SqmPredicate filter,
            ShardedModel model) {
        var engine = model.factory().getQueryEngine();
        var function = engine.getSqmFunctionRegistry().findFunctionDescriptor(name);
        if (function == null) {
            throw new IllegalStateException("Hibernate knows no function '%s'".formatted(name));
        }
        return function.generateAggregateSqmExpression(arguments, filter, null, engine);
    }

    static NodeBuilder builder(ShardedModel model) {
        return model.factory().getQueryEngine().getCriteriaBuilder();
    }

    private static final class Finder extends BaseSemanticQueryWalker {
        private boolean found;

        @Override
        public Object visitFunction(SqmFunction<?> function) {
            found = found || isOne(function);
            return super.visitFunction(function);
        }

        @Override
        public Object visitSubQueryExpression(SqmSubQuery<?> subquery) {
            return subquery;
        }
    }
}
