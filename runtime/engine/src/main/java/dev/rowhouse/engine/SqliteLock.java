package dev.rowhouse.engine;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The lock for writing in an SQLite file, for the length of a transaction.
 *
 * @param connection who takes it
 */
record SqliteLock(Connection connection) {
    /** Work that needs the lock. */
    @FunctionalInterface
    interface Writing<T> {
        T with(Connection connection) throws SQLException;
    }

    /**
     * Makes a transaction that has just begun, and done nothing yet, one that holds the lock.
     *
     * @throws SQLException if others hold it for too long; the transaction is as it was then
     */
    void take() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("rollback");
            try {
                statement.execute("begin immediate");
            } catch (SQLException busy) {
                statement.execute("begin");
                throw busy;
            }
        }
    }

    /** Does something in a transaction of its own, on a connection that is in none. */
    <T> T whileHeld(Writing<T> writing) throws SQLException {
        connection.setAutoCommit(false);
        try {
            take();
            var result = writing.with(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
