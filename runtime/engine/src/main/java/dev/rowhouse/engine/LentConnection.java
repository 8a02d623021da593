package dev.rowhouse.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;

/**
 * A connection of a driver that is counted by the budget of its server, until it is closed or aborted. Whoever holds it may
 * {@code unwrap} it to this.
 *
 * <p>As safe for use by many threads as the driver's own.
 */
final class LentConnection extends ConnectionBefore {
    private final Permit permit;

    /** The connection, counted. */
    LentConnection(Connection connection, Permit permit) {
        super(connection);
        this.permit = permit;
    }

    Permit permit() {
        return permit;
    }

    @Override
    public void close() throws SQLException {
        try {
            super.close();
        } finally {
            permit.end();
        }
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        try {
            super.abort(executor);
        } finally {
            permit.end();
        }
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type == LentConnection.class || super.isWrapperFor(type);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type == LentConnection.class ? type.cast(this) : super.unwrap(type);
    }

    /** The pool looks whether it is alive, and would complain of one that was taken. */
    @Override
    public boolean isValid(int seconds) throws SQLException {
        return !permit.isGone() && super.isValid(seconds);
    }

    @Override
    public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
        if (!permit.isGone()) {
            super.setNetworkTimeout(executor, milliseconds);
        }
    }

    @Override
    public void clearWarnings() throws SQLException {
        if (!permit.isGone()) {
            super.clearWarnings();
        }
    }

    @Override
    public void rollback() throws SQLException {
        if (!permit.isGone()) {
            super.rollback();
        }
    }
}
