package dev.rowhouse.engine;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.temporal.Temporal;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.Size;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.BasicBinder;
import org.hibernate.type.descriptor.jdbc.BasicExtractor;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.jspecify.annotations.Nullable;

/** A value of a type that only its database knows, carried as the text that the database gives and takes for it. */
enum TextJdbcType implements JdbcType {
    /** Text is text. */
    PLAIN,
    /** Blanks at the end are no part of it: the database fills up with them, and finds rows without. */
    PADDED,
    /** The database is told no type, and finds out itself what the text should be: as PostgreSQL wants it. */
    UNTYPED,
    /** The text is JSON, not a string in JSON: as H2 wants it. */
    JSON;

    @Override
    public int getJdbcTypeCode() {
        return Types.VARCHAR;
    }

    @Override
    public int getDefaultSqlTypeCode() {
        return SqlTypes.VARCHAR;
    }

    @Override
    public void appendWriteExpression(
            String writeExpression,
            @Nullable Size size,
            SqlAppender appender,
            Dialect dialect) {
        appender.append(this == JSON ? writeExpression + " format json" : writeExpression);
    }

    @Override
    public <X> ValueBinder<X> getBinder(JavaType<X> javaType) {
        return new BasicBinder<>(javaType, this) {
            private static final long serialVersionUID = 1L;

            @Override
            protected void doBind(PreparedStatement statement, X value, int index, WrapperOptions options)
                    throws SQLException {
                if (TextJdbcType.this == UNTYPED) {
                    statement.setObject(index, javaType.toString(value), Types.OTHER);
                } else {
                    statement.setString(index, javaType.toString(value));
                }
            }

            @Override
            protected void doBind(CallableStatement statement, X value, String name, WrapperOptions options)
                    throws SQLException {
                statement.setString(name, javaType.toString(value));
            }
        };
    }

    @Override
    public <X> ValueExtractor<X> getExtractor(JavaType<X> javaType) {
        return new BasicExtractor<>(javaType, this) {
            private static final long serialVersionUID = 1L;

            @Override
            protected @Nullable X doExtract(ResultSet row, int index, WrapperOptions options) throws SQLException {
                return value(row.getString(index));
            }

            @Override
            protected @Nullable X doExtract(CallableStatement statement, int index, WrapperOptions options)
                    throws SQLException {
                return value(statement.getString(index));
            }

            @Override
            protected @Nullable X doExtract(CallableStatement statement, String name, WrapperOptions options)
                    throws SQLException {
                return value(statement.getString(name));
            }

            private @Nullable X value(@Nullable String text) {
                if (text == null) {
                    return null;
                }
                if (TextJdbcType.this == PADDED) {
                    return javaType.fromString(text.stripTrailing());
                }
                // People write a space between date and time where ISO 8601 has a T.
                boolean time = Temporal.class.isAssignableFrom(javaType.getJavaTypeClass());
                return javaType.fromString(time ? text.strip().replace(' ', 'T') : text);
            }
        };
    }
}
