package dev.rowhouse.engine;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A result on a {@link WorkConnection}, which leads back to it. */
final class WorkResult extends ResultBefore {
    private final WorkConnection work;
    private final @Nullable Statement statement;

    /**
     * A result.
     *
     * @param statement that has it; null if the application has not made one
     */
    WorkResult(WorkConnection work, @Nullable Statement statement, ResultSet result) {
        super(result);
        this.work = work;
        this.statement = statement;
    }

    @Override
    public boolean next() throws SQLException {
        // A driver that fetches rows in parts may ask for the next part.
        try (var _ = work.call().begin()) {
            return result.next();
        }
    }

    @Override
    @SuppressWarnings("NullAway") // JDBC's way to say that there is none.
    public Statement getStatement() throws SQLException {
        return statement;
    }

    @Override
    public Array getArray(int column) throws SQLException {
        return array(result.getArray(column));
    }

    @Override
    public Array getArray(String label) throws SQLException {
        return array(result.getArray(label));
    }

    @SuppressWarnings("NullAway") // A column may be null.
    private Array array(@Nullable Array array) {
        return array == null ? null : new WorkArray(work, array);
    }

    @Override
    public Object getObject(int column) throws SQLException {
        return led(result.getObject(column));
    }

    @Override
    public Object getObject(String label) throws SQLException {
        return led(result.getObject(label));
    }

    @Override
    public Object getObject(int column, Map<String, Class<?>> types) throws SQLException {
        return led(result.getObject(column, types));
    }

    @Override
    public Object getObject(String label, Map<String, Class<?>> types) throws SQLException {
        return led(result.getObject(label, types));
    }

    private Object led(Object value) {
        return value instanceof Array array ? new WorkArray(work, array) : value;
    }

    @Override
    public <T> T getObject(int column, Class<T> type) throws SQLException {
        return type == Array.class ? type.cast(getArray(column)) : result.getObject(column, type);
    }

    @Override
    public <T> T getObject(String label, Class<T> type) throws SQLException {
        return type == Array.class ? type.cast(getArray(label)) : result.getObject(label, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || result.isWrapperFor(type);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        work.leaves(Trace.DRIVER);
        return result.unwrap(type);
    }
}
