package dev.rowhouse.shard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.query.sqm.UnaryArithmeticOperator;
import org.hibernate.query.sqm.internal.AbstractSqmSelectionQuery;
import org.hibernate.query.sqm.tree.expression.JpaCriteriaParameter;
import org.hibernate.query.sqm.tree.expression.SqmEnumLiteral;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.expression.SqmLiteral;
import org.hibernate.query.sqm.tree.expression.SqmParameter;
import org.hibernate.query.sqm.tree.expression.SqmUnaryOperation;
import org.jspecify.annotations.Nullable;

/** The values that constants and parameters of a query have at the moment when it is executed. */
final class Arguments {
    private final AbstractSqmSelectionQuery<?> query;

    Arguments(AbstractSqmSelectionQuery<?> query) {
        this.query = query;
    }

    /**
     * The values of an expression, several for a parameter that was given several. A value is null where the query compares with null.
     *
     * @return empty if it is no constant, or a parameter that has no value yet
     */
    Optional<List<@Nullable Object>> of(SqmExpression<?> expression) {
        return switch (expression) {
            case SqmParameter<?> parameter -> bound(parameter);
            case SqmEnumLiteral<?> constant -> Optional.of(one(constant.getEnumValue()));
            case SqmLiteral<?> literal -> Optional.of(one(literal.getLiteralValue()));
            case SqmUnaryOperation<?> signed when signed.getOperation() == UnaryArithmeticOperator.UNARY_MINUS ->
                of(signed.getOperand()).flatMap(Arguments::negated);
            default -> Optional.empty();
        };
    }

    private static List<@Nullable Object> one(@Nullable Object value) {
        var list = new ArrayList<@Nullable Object>(1);
        list.add(value);
        return list;
    }

    private static Optional<List<@Nullable Object>> negated(List<@Nullable Object> values) {
        return switch (values.getFirst()) {
            case Integer number -> Optional.of(one(-number.longValue()));
            case Long number -> Optional.of(one(-number));
            case null, default -> Optional.empty();
        };
    }

    private Optional<List<@Nullable Object>> bound(SqmParameter<?> parameter) {
        var references = query.getDomainParameterXref();
        SqmParameter<?> known = parameter;
        if (parameter instanceof JpaCriteriaParameter<?> criteria) {
            known = references.getParameterResolutions().getJpaCriteriaParamResolutions().get(criteria);
        }
        var declared = known == null ? null : references.getQueryParameter(known);
        if (declared == null) {
            return Optional.empty();
        }
        var binding = query.getQueryParameterBindings().getBinding(declared);
        if (!binding.isBound()) {
            return Optional.empty();
        }
        return Optional.of(binding.isMultiValued() ? several(binding.getBindValues()) : one(binding.getBindValue()));
    }

    private static List<@Nullable Object> several(Collection<?> values) {
        return new ArrayList<@Nullable Object>(values);
    }
}
