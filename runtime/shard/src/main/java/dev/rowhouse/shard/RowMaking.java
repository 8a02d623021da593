package dev.rowhouse.shard;

import jakarta.persistence.TupleElement;
import java.util.List;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.sqm.internal.AbstractSqmSelectionQuery;
import org.hibernate.query.sqm.internal.ConcreteSqmSelectQueryPlan;
import org.hibernate.query.sqm.tree.select.SqmDynamicInstantiation;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.sql.results.internal.RowTransformerConstructorImpl;
import org.hibernate.sql.results.internal.TupleMetadata;
import org.hibernate.sql.results.spi.RowTransformer;

/**
 * Makes of the values of a row what the app asked for, as Hibernate does: the value, an array, a tuple, a record.
 *
 * <p>It extends Hibernate's plan because that alone knows how; none is ever made.
 */
final class RowMaking extends ConcreteSqmSelectQueryPlan<Object> {
    private RowMaking(SqmSelectStatement<?> statement, AbstractSqmSelectionQuery<Object> query) {
        super(statement, "", query.getDomainParameterXref(), Object.class, query.getTupleMetadata(), QueryOptions.NONE);
    }

    /** What makes rows of values. */
    @SuppressWarnings("unchecked") // The class that a query was asked to make rows of is that of its rows.
    static RowTransformer<Object> of(SqmSelectStatement<?> statement, AbstractSqmSelectionQuery<?> query) {
        return determineRowTransformer(statement, (Class<Object>) query.getExpectedResultType(),
                query.getTupleMetadata(), query.getQueryOptions());
    }

    /** What makes an object of the values that {@code new} was given. */
    static RowTransformer<?> of(SqmDynamicInstantiation<?> object) {
        var arguments = object.getArguments();
        var elements = arguments.stream().map(argument -> (TupleElement<?>) argument.getSelectableNode()).toList();
        var names = arguments.stream().map(argument -> argument.getAlias()).toArray(String[]::new);
        return new RowTransformerConstructorImpl<>(object.getInstantiationTarget().getJavaType(),
                new TupleMetadata(elements.toArray(new TupleElement<?>[0]), names),
                object.nodeBuilder().getTypeConfiguration());
    }

    /** Both, one after the other. */
    static List<Object> all(
            List<? extends Object[]> rows,
            java.util.function.UnaryOperator<Object[]> first,
            RowTransformer<Object> then) {
        return rows.stream().map(row -> then.transformRow(first.apply(row))).toList();
    }
}
