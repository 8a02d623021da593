package dev.rowhouse.engine;

import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.BasicExtractor;
import org.hibernate.type.descriptor.jdbc.BigIntJdbcType;
import org.hibernate.type.descriptor.jdbc.BooleanJdbcType;
import org.hibernate.type.descriptor.jdbc.DoubleJdbcType;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.descriptor.jdbc.LocalTimeJdbcType;
import org.hibernate.type.descriptor.jdbc.NumericJdbcType;
import org.jspecify.annotations.Nullable;

/**
 * A column that may hold values that its type does not say: of other types in SQLite, and times of more than a day in
 * MariaDB. The drivers would make a zero of a text, cut a fraction off, and leave days out; here such a value comes as what it
 * is.
 *
 * @param declared how values of the declared type get in
 */
record LooseJdbcType(JdbcType declared) implements JdbcType {
    static LooseJdbcType of(Class<?> java) {
        if (java == Long.class) {
            return new LooseJdbcType(BigIntJdbcType.INSTANCE);
        }
        if (java == LocalTime.class) {
            return new LooseJdbcType(LocalTimeJdbcType.INSTANCE);
        }
        if (java == Double.class) {
            return new LooseJdbcType(DoubleJdbcType.INSTANCE);
        }
        return new LooseJdbcType(java == Boolean.class ? BooleanJdbcType.INSTANCE : NumericJdbcType.INSTANCE);
    }

    @Override
    public int getJdbcTypeCode() {
        return declared.getJdbcTypeCode();
    }

    @Override
    public <X> ValueBinder<X> getBinder(JavaType<X> javaType) {
        return declared.getBinder(javaType);
    }

    @Override
    public <X> ValueExtractor<X> getExtractor(JavaType<X> javaType) {
        return new BasicExtractor<>(javaType, this) {
            private static final long serialVersionUID = 1L;

            @Override
            protected @Nullable X doExtract(ResultSet row, int index, WrapperOptions options) throws SQLException {
                return value(isTime() ? row.getString(index) : row.getObject(index));
            }

            @Override
            protected @Nullable X doExtract(CallableStatement statement, int index, WrapperOptions options)
                    throws SQLException {
                return value(isTime() ? statement.getString(index) : statement.getObject(index));
            }

            @Override
            protected @Nullable X doExtract(CallableStatement statement, String name, WrapperOptions options)
                    throws SQLException {
                return value(isTime() ? statement.getString(name) : statement.getObject(name));
            }

            private boolean isTime() {
                return javaType.getJavaTypeClass() == LocalTime.class;
            }

            @SuppressWarnings("unchecked") // What is of another type goes into a map as an object.
            private @Nullable X value(@Nullable Object found) {
                return (X) (found == null ? null : fitted(javaType.getJavaTypeClass(), found));
            }
        };
    }

    private static Object fitted(Class<?> type, Object found) {
        if (type == LocalTime.class) {
            return time(found.toString());
        }
        if (!(found instanceof Number number)) {
            return found;
        }
        boolean whole = !(number instanceof Double);
        if (type == Long.class) {
            return whole ? (Object) number.longValue() : number;
        }
        if (type == Boolean.class) {
            return whole && (number.longValue() == 0 || number.longValue() == 1) ? (Object) (number.longValue() == 1)
                    : number;
        }
        return type == Double.class ? number.doubleValue() : new BigDecimal(number.toString());
    }

    private static Object time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            return text;
        }
    }
}
