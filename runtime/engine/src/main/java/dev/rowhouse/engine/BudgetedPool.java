package dev.rowhouse.engine;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/**
 * A pool whose connections are lent by the budget of a server: passes over those that were taken back, and yields connections
 * to others when a piece of work ends.
 *
 * <p>Safe for use by many threads; a connection that it hands out is not.
 */
final class BudgetedPool extends SourceBefore {
    private final HikariDataSource pool;
    private final Budget budget;
    private final Borrower borrower;

    BudgetedPool(HikariDataSource pool, Budget budget, Borrower borrower) {
        super(pool);
        this.pool = pool;
        this.budget = budget;
        this.borrower = borrower;
    }

    @Override
    public Connection getConnection() throws SQLException {
        long patience = pool.getConnectionTimeout();
        long until = System.nanoTime() + Duration.ofMillis(patience).toNanos();
        try {
            while (true) {
                var connection = borrow(Math.max(1, Duration.ofNanos(until - System.nanoTime()).toMillis()));
                var use = connection.unwrap(LentConnection.class).permit().begin();
                if (use.isPresent()) {
                    return new Used(connection, use.get());
                }
                pool.evictConnection(connection);
                connection.close();
            }
        } catch (SQLTransientConnectionException e) {
            if (pool.isClosed() || !budget.isShortOf(borrower)) {
                throw e;
            }
            var shortage = new SQLTransientConnectionException(
                    "%s: no connection within %d ms: %s".formatted(borrower, patience, budget.shortage(borrower)),
                    e.getSQLState());
            if (pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 0) {
                // What was asked for would be opened for nobody.
                budget.withdraw(borrower);
            }
            shortage.addSuppressed(e);
            throw shortage;
        }
    }

    private Connection borrow(long millis) throws SQLException {
        return !pool.isClosed() && pool.getHikariPoolMXBean() instanceof HikariPool running
                ? running.getConnection(millis)
                : pool.getConnection();
    }

    /** A connection in the hands of who borrowed it. */
    private static final class Used extends Loan {
        private final Permit.Use use;

        Used(Connection connection, Permit.Use use) {
            super(connection);
            this.use = use;
        }

        @Override
        Runnable ending() {
            return use.yields() ? use::leave : use::end;
        }
    }
}
