package dev.rowhouse.shard;

import jakarta.persistence.TupleElement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.InstantiationException;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.sqm.internal.AbstractSqmSelectionQuery;
import org.hibernate.query.sqm.internal.ConcreteSqmSelectQueryPlan;
import org.hibernate.query.sqm.tree.select.SqmDynamicInstantiation;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.sql.results.internal.RowTransformerConstructorImpl;
import org.hibernate.sql.results.internal.TupleMetadata;
import org.hibernate.sql.results.spi.RowTransformer;
import org.jspecify.annotations.Nullable;

/**
 * Makes of the values of a row what the app asked for, as Hibernate does: the value, an array, a tuple, a record.
 *
 * <p>It extends Hibernate's plan because that alone knows how; none is ever made.
 */
final class RowMaking extends ConcreteSqmSelectQueryPlan<Object> {
    @SuppressWarnings("unused") // A class must have one.
    private RowMaking(SqmSelectStatement<?> statement, AbstractSqmSelectionQuery<Object> query) {
        super(statement, "", query.getDomainParameterXref(), Object.class, query.getTupleMetadata(), QueryOptions.NONE);
    }

    /** What makes rows of values. */
    @SuppressWarnings("unchecked") // The class that a query was asked to make rows of is that of its rows.
    static RowTransformer<Object> of(SqmSelectStatement<?> statement, AbstractSqmSelectionQuery<?> query) {
        return determineRowTransformer(statement, (Class<Object>) query.getExpectedResultType(),
                query.getTupleMetadata(), query.getQueryOptions());
    }

    /**
     * What makes an object of the values that {@code new} was given.
     *
     * @throws UnsupportedOperationException if its class has no constructor that takes them
     */
    static RowTransformer<?> of(SqmDynamicInstantiation<?> object) {
        var arguments = object.getArguments();
        var elements = arguments.stream().map(argument -> (TupleElement<?>) argument.getSelectableNode()).toList();
        var names = arguments.stream().map(argument -> argument.getAlias()).toArray(String[]::new);
        return switch (object.getInstantiationTarget().getNature()) {
            case LIST -> row -> Arrays.asList(row);
            case MAP -> row -> map(names, row);
            case CLASS -> {
                try {
                    yield new RowTransformerConstructorImpl<>(object.getInstantiationTarget().getJavaType(),
                            new TupleMetadata(elements.toArray(new TupleElement<?>[0]), names),
                            object.nodeBuilder().getTypeConfiguration());
                } catch (InstantiationException e) {
                    throw new UnsupportedOperationException(
                            "it makes objects of a class that has no constructor for their values; give it one", e);
                }
            }
        };
    }

    /** As Hibernate names them: by their aliases, or by their places. */
    private static Map<String, @Nullable Object> map(@Nullable String[] names, @Nullable Object[] row) {
        var map = new HashMap<String, @Nullable Object>();
        for (int i = 0; i < row.length; i++) {
            var name = names[i];
            map.put(name == null ? Integer.toString(i) : name, row[i]);
        }
        return map;
    }
}
