package dev.rowhouse.shard;

import jakarta.persistence.criteria.Predicate.BooleanOperator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.query.sqm.spi.BaseSemanticQueryWalker;
import org.hibernate.query.sqm.tree.SqmJoinType;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.query.sqm.tree.cte.SqmCteStatement;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.hibernate.query.sqm.tree.domain.SqmCorrelation;
import org.hibernate.query.sqm.tree.domain.SqmCteRoot;
import org.hibernate.query.sqm.tree.domain.SqmDerivedRoot;
import org.hibernate.query.sqm.tree.domain.SqmFunctionRoot;
import org.hibernate.query.sqm.tree.expression.SqmAliasedNodeRef;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.expression.SqmOver;
import org.hibernate.query.sqm.tree.from.SqmAttributeJoin;
import org.hibernate.query.sqm.tree.from.SqmCrossJoin;
import org.hibernate.query.sqm.tree.from.SqmEntityJoin;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.hibernate.query.sqm.tree.from.SqmJoin;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.predicate.SqmComparisonPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmGroupedPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmInListPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmInSubQueryPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmJunctionPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmWhereClause;
import org.hibernate.query.sqm.tree.select.SqmQueryGroup;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSortSpecification;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;
import org.jspecify.annotations.Nullable;

/** Reads from a query what its {@link Reach} depends on. For one query, on one thread. */
@SuppressWarnings("ReferenceEquality") // Parts of a from clause are equal that are not the same.
final class ReachFinder extends BaseSemanticQueryWalker {
    private final ShardedModel model;
    private final Reach reach;
    private final Deque<Set<SqmFrom<?, ?>>> levels = new ArrayDeque<>();

    private ReachFinder(ShardedModel model) {
        this.model = model;
        reach = new Reach(model);
    }

    /** What a query, an update or a delete reaches. */
    static Reach find(SqmStatement<?> statement, ShardedModel model) {
        var finder = new ReachFinder(model);
        statement.accept(finder);
        return finder.reach;
    }

    @Override
    public Object visitQuerySpec(SqmQuerySpec<?> spec) {
        var own = level();
        spec.getFromClause().getRoots().forEach(root -> own.addAll(anchors(root)));
        within(own, () -> {
            conditions(spec.getFromClause().getRoots());
            where(spec.getWhereClause());
            super.visitQuerySpec(spec);
        });
        return spec;
    }

    @Override
    public Object visitUpdateStatement(SqmUpdateStatement<?> statement) {
        return mutation(statement.getTarget(), statement.getWhereClause(), () -> super.visitUpdateStatement(statement));
    }

    @Override
    public Object visitDeleteStatement(SqmDeleteStatement<?> statement) {
        return mutation(statement.getTarget(), statement.getWhereClause(), () -> super.visitDeleteStatement(statement));
    }

    private Object mutation(SqmRoot<?> target, @Nullable SqmWhereClause where, Runnable rest) {
        var own = level();
        own.addAll(anchors(target));
        within(own, () -> {
            conditions(List.of(target));
            where(where);
            rest.run();
        });
        return target;
    }

    private static Set<SqmFrom<?, ?>> level() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private void within(Set<SqmFrom<?, ?>> own, Runnable walk) {
        own.forEach(anchor -> reach.add(anchor, levels.size()));
        levels.push(own);
        try {
            walk.run();
        } finally {
            levels.pop();
        }
    }

    private int depth() {
        return levels.size() - 1;
    }

    /** The rows that a root and its joins bring in, beyond those that associations lead to. */
    private List<SqmFrom<?, ?>> anchors(SqmFrom<?, ?> from) {
        List<SqmFrom<?, ?>> found = new ArrayList<>();
        switch (from) {
            case SqmCorrelation<?, ?> known -> {
            }
            case SqmDerivedRoot<?> derived -> reach.obstacle("a subquery in its from clause");
            case SqmCteRoot<?> cte -> reach.obstacle("a common table expression");
            case SqmFunctionRoot<?> function -> reach.obstacle("a function in its from clause");
            case SqmRoot<?> root -> found.add(Reference.anchor(root));
            case SqmEntityJoin<?, ?> join -> found.add(Reference.anchor(join));
            case SqmCrossJoin<?> join -> found.add(Reference.anchor(join));
            case SqmAttributeJoin<?, ?> join -> {
            }
            default -> reach.obstacle("a join with something else than entities");
        }
        from.getSqmJoins().forEach(join -> found.addAll(anchors(join)));
        from.getSqmTreats()
                .forEach(treat -> treat.getSqmJoins().forEach(join -> found.addAll(anchors((SqmFrom<?, ?>) join))));
        return found;
    }

    /** What the conditions of joins say. Those of an outer join hold only for the rows that it adds. */
    private void conditions(List<? extends SqmFrom<?, ?>> roots) {
        var joins = new ArrayList<SqmJoin<?, ?>>();
        roots.forEach(root -> collect(root, joins));
        boolean all = joins.stream()
                .allMatch(join -> join.getSqmJoinType() != SqmJoinType.RIGHT
                        && join.getSqmJoinType() != SqmJoinType.FULL);
        if (!all) {
            reach.lacking();
        }
        for (var join : joins) {
            var condition = join.getJoinPredicate();
            if (condition == null) {
                continue;
            }
            boolean inner = all && join.getSqmJoinType() == SqmJoinType.INNER;
            if (!inner && join instanceof SqmAttributeJoin<?, ?>) {
                // It chooses among what rows lead to. Those rows appear in the result whatever it says of them.
                continue;
            }
            boolean pins = inner || join.getSqmJoinType() == SqmJoinType.LEFT;
            conjuncts(condition, each -> condition(each, Reference.anchor(join), !inner, pins));
        }
    }

    private static void collect(SqmFrom<?, ?> from, List<SqmJoin<?, ?>> joins) {
        from.getSqmJoins().forEach(join -> {
            joins.add(join);
            collect(join, joins);
        });
        from.getSqmTreats().forEach(treat -> collect((SqmFrom<?, ?>) treat, joins));
    }

    private void where(@Nullable SqmWhereClause where) {
        if (where != null && where.getPredicate() != null) {
            conjuncts(where.getPredicate(), each -> condition(each, null, false, true));
        }
    }

    private static void conjuncts(SqmPredicate predicate, Consumer<SqmPredicate> each) {
        switch (predicate) {
            case SqmGroupedPredicate group -> conjuncts(group.getSubPredicate(), each);
            case SqmJunctionPredicate junction when junction.getOperator() == BooleanOperator.AND ->
                junction.getPredicates().forEach(part -> conjuncts(part, each));
            default -> each.accept(predicate);
        }
    }

    /**
     * Notes what a condition says.
     *
     * @param joined the rows that it adds; null for one that holds for all
     * @param loose whether it holds for those rows only
     * @param pins whether rows for which it doesn't hold may be left out
     */
    private void condition(SqmPredicate predicate, @Nullable SqmFrom<?, ?> joined, boolean loose, boolean pins) {
        switch (predicate) {
            case SqmComparisonPredicate comparison when comparison.getSqmOperator() == ComparisonOperator.EQUAL
                    && !comparison.isNegated() -> {
                var left = comparison.getLeftHandExpression();
                var right = comparison.getRightHandExpression();
                link(left, right, joined);
                if (pins) {
                    pin(left, List.of(right), joined, loose);
                    pin(right, List.of(left), joined, loose);
                }
            }
            case SqmInListPredicate<?> in when !in.isNegated() && pins ->
                pin(in.getTestExpression(), List.copyOf(in.getListExpressions()), joined, loose);
            case SqmInSubQueryPredicate<?> in when !in.isNegated() && joined == null -> linkWithin(in);
            default -> {
            }
        }
    }

    private void pin(
            SqmExpression<?> expression,
            List<SqmExpression<?>> values,
            @Nullable SqmFrom<?, ?> joined,
            boolean loose) {
        Reference.of(expression, model)
                .filter(reference -> isOwn(reference) && (!loose || reference.anchor() == joined))
                .ifPresent(reference -> reach.pin(reference, values, depth(), loose));
    }

    private void link(SqmExpression<?> left, SqmExpression<?> right, @Nullable SqmFrom<?, ?> joined) {
        var one = Reference.of(left, model);
        var other = Reference.of(right, model);
        if (one.isPresent() && other.isPresent()) {
            boolean counts = joined == null ? isOwn(one.get()) || isOwn(other.get())
                    : one.get().anchor() == joined || other.get().anchor() == joined;
            if (counts) {
                reach.link(one.get(), other.get());
            }
        }
    }

    private boolean isOwn(Reference reference) {
        var own = levels.peek();
        return own != null && own.contains(reference.anchor());
    }

    /** What is looked for among rows of a subquery is where they are, as long as the subquery doesn't choose among them. */
    private void linkWithin(SqmInSubQueryPredicate<?> in) {
        if (in.getSubQueryExpression().getQueryPart() instanceof SqmQuerySpec<?> spec
                && spec.getFetchExpression() == null && spec.getOffsetExpression() == null
                && spec.getSelectClause().getSelections().size() == 1
                && spec.getSelectClause()
                        .getSelections()
                        .getFirst()
                        .getSelectableNode() instanceof SqmExpression<?> selected) {
            spec.getFromClause()
                    .getRoots()
                    .forEach(root -> anchors(root).forEach(each -> reach.add(each, depth() + 1)));
            Reference.of(selected, model)
                    .ifPresent(inner -> Reference.of(in.getTestExpression(), model)
                            .filter(this::isOwn)
                            .ifPresent(outer -> reach.link(outer, inner)));
        }
    }

    @Override
    public Object visitQueryGroup(SqmQueryGroup<?> group) {
        reach.obstacle("union, intersect or except");
        return super.visitQueryGroup(group);
    }

    @Override
    public Object visitCteStatement(SqmCteStatement<?> statement) {
        reach.obstacle("a common table expression");
        return super.visitCteStatement(statement);
    }

    @Override
    public Object visitOver(SqmOver<?> over) {
        reach.obstacle("a window function");
        return super.visitOver(over);
    }

    /** References to what is selected are nothing that a walk can visit. */
    @Override
    public Object visitSortSpecification(SqmSortSpecification sort) {
        return sort.getSortExpression() instanceof SqmAliasedNodeRef ? sort : super.visitSortSpecification(sort);
    }

    @Override
    public Object visitGroupByClause(List<SqmExpression<?>> groups) {
        for (var group : groups) {
            if (!(group instanceof SqmAliasedNodeRef)) {
                group.accept(this);
            }
        }
        return groups;
    }
}
