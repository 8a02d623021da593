package dev.rowhouse.engine;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Opens connections for a pool, each with leave of its server's budget. */
final class LendingSource implements DataSource {
    private final DataSource source;
    private final Budget budget;
    private final Borrower borrower;
    private final Duration patience;

    /**
     * A source that asks before it connects.
     *
     * @param source opens connections
     * @param patience how long it waits for leave
     */
    LendingSource(DataSource source, Budget budget, Borrower borrower, Duration patience) {
        this.source = source;
        this.budget = budget;
        this.borrower = borrower;
        this.patience = patience;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var permit = budget.ask(borrower);
        try {
            if (!permit.await(patience.toNanos())) {
                throw new SQLTransientConnectionException(
                        borrower.isClosed() ? "pool %s was closed".formatted(borrower) : budget.shortage(borrower));
            }
            var connection = source.getConnection();
            permit.opened(() -> close(connection, permit), budget.now());
            return LentConnection.of(connection, permit);
        } catch (InterruptedException e) {
            permit.end();
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while it waits for leave to connect", e);
        } catch (Throwable e) {
            permit.end();
            throw e;
        }
    }

    private static void close(Connection connection, Permit permit) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It can't be used any longer, which is all that was wanted.
        } finally {
            permit.end();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return source.getConnection(user, password);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return source.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
