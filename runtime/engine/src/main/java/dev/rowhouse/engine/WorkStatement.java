package dev.rowhouse.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A statement of a {@link WorkConnection}, which hears what it executes. */
class WorkStatement extends StatementBefore {
    final WorkConnection work;
    private List<String> batch = List.of();

    WorkStatement(WorkConnection work, Statement statement) {
        super(statement);
        this.work = work;
    }

    private Execution executing(String sql) throws SQLException {
        work.prepares(sql);
        work.executes(sql);
        return work.executing(statement);
    }

    final ResultSet result(ResultSet result) {
        return new WorkResult(work, this, result);
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        try (var _ = executing(sql)) {
            return work.answered(super.execute(sql));
        }
    }

    @Override
    public boolean execute(String sql, int keys) throws SQLException {
        try (var _ = executing(sql)) {
            return work.answered(super.execute(sql, keys));
        }
    }

    @Override
    public boolean execute(String sql, int[] columns) throws SQLException {
        try (var _ = executing(sql)) {
            return work.answered(super.execute(sql, columns));
        }
    }

    @Override
    public boolean execute(String sql, String[] columns) throws SQLException {
        try (var _ = executing(sql)) {
            return work.answered(super.execute(sql, columns));
        }
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        try (var _ = executing(sql)) {
            return result(work.answered(super.executeQuery(sql)));
        }
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        try (var _ = executing(sql)) {
            return work.answered(super.executeUpdate(sql));
        }
    }

    @Override
    public int executeUpdate(String sql, int keys) throws SQLException {
        try (var _ = executing(sql)) {
            return work.answered(super.executeUpdate(sql, keys));
        }
    }

    @Override
    public int executeUpdate(String sql, int[] columns) throws SQLException {
        try (var _ = executing(sql)) {
            return work.answered(super.executeUpdate(sql, columns));
        }
    }

    @Override
    public int executeUpdate(String sql, String[] columns) throws SQLException {
        try (var _ = executing(sql)) {
            return work.answered(super.executeUpdate(sql, columns));
        }
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        try (var _ = executing(sql)) {
            return work.answered(super.executeLargeUpdate(sql));
        }
    }

    @Override
    public long executeLargeUpdate(String sql, int keys) throws SQLException {
        try (var _ = executing(sql)) {
            return work.answered(super.executeLargeUpdate(sql, keys));
        }
    }

    @Override
    public long executeLargeUpdate(String sql, int[] columns) throws SQLException {
        try (var _ = executing(sql)) {
            return work.answered(super.executeLargeUpdate(sql, columns));
        }
    }

    @Override
    public long executeLargeUpdate(String sql, String[] columns) throws SQLException {
        try (var _ = executing(sql)) {
            return work.answered(super.executeLargeUpdate(sql, columns));
        }
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        work.prepares(sql);
        super.addBatch(sql);
        if (batch.isEmpty()) {
            batch = new ArrayList<>();
        }
        batch.add(sql);
    }

    @Override
    public void clearBatch() throws SQLException {
        batch = List.of();
        super.clearBatch();
    }

    /** The statements of a batch are about to be executed. */
    void executesBatch() {
        var statements = batch;
        batch = List.of();
        statements.forEach(work::executes);
    }

    @Override
    public int[] executeBatch() throws SQLException {
        executesBatch();
        try (var _ = work.executing(statement)) {
            return work.answered(super.executeBatch());
        }
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        executesBatch();
        try (var _ = work.executing(statement)) {
            return work.answered(super.executeLargeBatch());
        }
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        try (var _ = work.calls()) {
            return result(super.getGeneratedKeys());
        }
    }

    @Override
    @SuppressWarnings("NullAway") // There may be none, which JDBC says with null.
    public ResultSet getResultSet() throws SQLException {
        var result = super.getResultSet();
        return result == null ? null : result(result);
    }

    /**
     * Answers itself where it can: H2 would ask its database, and read its whole INFORMATION_SCHEMA into memory for that. Its
     * time-out is one of the connection.
     */
    @Override
    public int getQueryTimeout() throws SQLException {
        return work.knowsQueryTimeout() && !isClosed() ? work.queryTimeout() : super.getQueryTimeout();
    }

    @Override
    public void setQueryTimeout(int seconds) throws SQLException {
        super.setQueryTimeout(seconds);
        work.queryTimeout(seconds);
    }

    @Override
    public final Connection getConnection() throws SQLException {
        // Refuses a statement that is closed.
        statement.getConnection();
        return work;
    }

    @Override
    public final boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || statement.isWrapperFor(type);
    }

    @Override
    public final <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        work.leaves(Trace.DRIVER);
        return statement.unwrap(type);
    }
}
