package dev.rowhouse.engine;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLType;

/** A prepared statement of a {@link WorkConnection}, which has heard what it will execute. */
final class WorkPrepared extends PreparedBefore {
    private final String sql;
    private boolean batched;

    WorkPrepared(WorkConnection work, PreparedStatement prepared, String sql) {
        super(work, prepared);
        this.sql = sql;
    }

    @Override
    public boolean execute() throws SQLException {
        work.executes(sql);
        try (var _ = work.executing(prepared)) {
            return work.answered(prepared.execute());
        }
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        work.executes(sql);
        try (var _ = work.executing(prepared)) {
            return result(work.answered(prepared.executeQuery()));
        }
    }

    @Override
    public int executeUpdate() throws SQLException {
        work.executes(sql);
        try (var _ = work.executing(prepared)) {
            return work.answered(prepared.executeUpdate());
        }
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        work.executes(sql);
        try (var _ = work.executing(prepared)) {
            return work.answered(prepared.executeLargeUpdate());
        }
    }

    @Override
    public void addBatch() throws SQLException {
        prepared.addBatch();
        batched = true;
    }

    @Override
    public void clearBatch() throws SQLException {
        batched = false;
        super.clearBatch();
    }

    /** However many rows there are, it is one. */
    @Override
    void executesBatch() {
        super.executesBatch();
        if (batched) {
            batched = false;
            work.executes(sql);
        }
    }

    @Override
    public void setArray(int parameter, Array value) throws SQLException {
        super.setArray(parameter, value instanceof WorkArray array ? array.array() : value);
    }

    @Override
    public void setObject(int parameter, Object value) throws SQLException {
        super.setObject(parameter, own(value));
    }

    @Override
    public void setObject(int parameter, Object value, int type) throws SQLException {
        super.setObject(parameter, own(value), type);
    }

    @Override
    public void setObject(int parameter, Object value, SQLType type) throws SQLException {
        super.setObject(parameter, own(value), type);
    }

    @Override
    public void setObject(int parameter, Object value, int type, int scaleOrLength) throws SQLException {
        super.setObject(parameter, own(value), type, scaleOrLength);
    }

    @Override
    public void setObject(int parameter, Object value, SQLType type, int scaleOrLength) throws SQLException {
        super.setObject(parameter, own(value), type, scaleOrLength);
    }

    /** What the driver takes for its own. */
    private static Object own(Object value) {
        return value instanceof WorkArray array ? array.array() : value;
    }
}
