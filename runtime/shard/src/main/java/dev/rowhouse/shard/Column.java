package dev.rowhouse.shard;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.ModelPartContainer;
import org.hibernate.query.sqm.tree.domain.SqmBasicValuedSimplePath;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Compares the values of an expression as databases do: by what is stored, not by what Java makes of it.
 *
 * @param mapping between the two
 */
record Column(JdbcMapping mapping) {
    /** How the values of an expression are stored; empty if it has several or none. */
    static Optional<Column> of(SqmExpression<?> expression, ShardedModel model) {
        if (expression instanceof SqmBasicValuedSimplePath<?> path) {
            var part = part(path, model);
            if (part instanceof BasicValuedModelPart basic) {
                return Optional.of(new Column(basic.getJdbcMapping()));
            }
        }
        if (expression instanceof SqmFrom<?, ?>) {
            return Optional.empty();
        }
        var type = expression.getNodeType();
        return type != null && type.getSqmType() instanceof JdbcMapping mapping ? Optional.of(new Column(mapping))
                : Optional.empty();
    }

    private static @Nullable ModelPart part(SqmPath<?> path, ShardedModel model) {
        if (path instanceof SqmFrom<?, ?> from) {
            return Reference.entity(from, model).map(ShardedEntity::entity).orElse(null);
        }
        var before = path.getLhs();
        return before != null && part(before, model) instanceof ModelPartContainer container
                ? container.findSubPart(path.getReferencedPathSource().getPathName(), null)
                : null;
    }

    /** What is stored for a value: equal ones are equal for the database too, apart from texts that it takes for equal. */
    @Nullable
    Object stored(@Nullable Object value) {
        return value == null ? null : switch (mapping.convertToRelationalValue(value)) {
            case null -> null;
            case BigDecimal number -> number.stripTrailingZeros();
            case BigInteger number -> new BigDecimal(number).stripTrailingZeros();
            case Long number -> number;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            // For a database there is one zero.
            case Double number -> number == 0 ? Double.valueOf(0) : number;
            case Float number -> number == 0 ? Double.valueOf(0) : Double.valueOf(number);
            case Character character -> character.toString();
            case Enum<?> constant -> stored(constant);
            case byte[] bytes -> ByteBuffer.wrap(bytes);
            case OffsetDateTime moment -> moment.toInstant();
            case ZonedDateTime moment -> moment.toInstant();
            case Object other -> other;
        };
    }

    /** Enums are numbers, names, or constants of a type that Hibernate creates with their names sorted or as they are declared. */
    @SuppressWarnings("EnumOrdinal") // It is what is stored.
    private Object stored(Enum<?> constant) {
        return switch (mapping.getJdbcType().getDdlTypeCode()) {
            case SqlTypes.ENUM,
                    SqlTypes.NAMED_ENUM ->
                Arrays.stream(constant.getDeclaringClass().getEnumConstants())
                        .filter(other -> other.name().compareTo(constant.name()) < 0)
                        .count();
            case SqlTypes.ORDINAL_ENUM, SqlTypes.NAMED_ORDINAL_ENUM -> (long) constant.ordinal();
            default -> mapping.getJdbcType().isInteger() ? (Object) (long) constant.ordinal() : constant.name();
        };
    }

    /**
     * Compares two values that are {@linkplain #stored stored}, neither of them a text.
     *
     * @throws UnsupportedOperationException if they have no order that is known here
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // Values of one column are of one type.
    static int compare(Object one, Object other) {
        if (one instanceof Number left && other instanceof Number right) {
            return left instanceof Long a && right instanceof Long b ? Long.compare(a, b)
                    : left instanceof Double || right instanceof Double
                            ? Double.compare(left.doubleValue(), right.doubleValue())
                            : decimal(left).compareTo(decimal(right));
        }
        if (one instanceof UUID left && other instanceof UUID right) {
            int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
            return high != 0 ? high
                    : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
        }
        if (one instanceof ByteBuffer left && other instanceof ByteBuffer right) {
            return Arrays.compareUnsigned(bytes(left), bytes(right));
        }
        if (one instanceof Comparable left && one.getClass() == other.getClass()) {
            return left.compareTo(other);
        }
        throw new UnsupportedOperationException(
                "the order of values of %s is not known here; name the key, or order by something else"
                        .formatted(one.getClass().getName()));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    static BigDecimal decimal(Number number) {
        return switch (number) {
            case BigDecimal exact -> exact;
            case BigInteger whole -> new BigDecimal(whole);
            case Double inexact -> BigDecimal.valueOf(inexact);
            case Float inexact -> BigDecimal.valueOf(inexact);
            default -> BigDecimal.valueOf(number.longValue());
        };
    }
}
