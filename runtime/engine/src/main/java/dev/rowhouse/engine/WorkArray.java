package dev.rowhouse.engine;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/**
 * An array on a {@link WorkConnection}; as a result, it doesn't lead to another connection.
 *
 * @param array the driver's
 */
record WorkArray(WorkConnection work, Array array) implements Array {
    private ResultSet led(ResultSet result) {
        return new WorkResult(work, null, result);
    }

    @Override
    public String getBaseTypeName() throws SQLException {
        return array.getBaseTypeName();
    }

    @Override
    public int getBaseType() throws SQLException {
        return array.getBaseType();
    }

    @Override
    public Object getArray() throws SQLException {
        return array.getArray();
    }

    @Override
    public Object getArray(Map<String, Class<?>> types) throws SQLException {
        return array.getArray(types);
    }

    @Override
    public Object getArray(long index, int count) throws SQLException {
        return array.getArray(index, count);
    }

    @Override
    public Object getArray(long index, int count, Map<String, Class<?>> types) throws SQLException {
        return array.getArray(index, count, types);
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return led(array.getResultSet());
    }

    @Override
    public ResultSet getResultSet(Map<String, Class<?>> types) throws SQLException {
        return led(array.getResultSet(types));
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        return led(array.getResultSet(index, count));
    }

    @Override
    public ResultSet getResultSet(long index, int count, Map<String, Class<?>> types) throws SQLException {
        return led(array.getResultSet(index, count, types));
    }

    @Override
    public void free() throws SQLException {
        array.free();
    }

    /** As the database writes it. */
    @Override
    public String toString() {
        return array.toString();
    }
}
