package dev.rowhouse.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.function.BiConsumer;
import javax.sql.DataSource;

/** Opens connections for a pool, each with leave of its server's budget. */
final class LendingSource extends SourceBefore {
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
        super(source);
        this.source = source;
        this.budget = budget;
        this.borrower = borrower;
        this.patience = patience;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return open((connection, permit) -> permit.opened(() -> close(connection, permit), budget.now()));
    }

    /** Opens a connection that no pool holds: it is never taken from who opens it, and so to be closed soon. */
    Connection alone() throws SQLException {
        return open((_, _) -> {
            // What is being opened can't be taken.
        });
    }

    private Connection open(BiConsumer<Connection, Permit> opened) throws SQLException {
        var permit = leave();
        try {
            var connection = source.getConnection();
            opened.accept(connection, permit);
            return new LentConnection(connection, permit);
        } catch (Throwable e) {
            permit.end();
            throw e;
        }
    }

    /**
     * Waits for leave to connect, without doing it.
     *
     * @return held; ended by the caller, after what it was for is closed
     * @throws SQLException if there was none in time, the pool was closed or the thread is told to stop, and stays so
     */
    Permit leave() throws SQLException {
        var permit = budget.ask(borrower);
        try {
            if (!permit.await(patience.toNanos())) {
                throw new SQLTransientConnectionException(refusal(permit));
            }
            return permit;
        } catch (InterruptedException e) {
            permit.end();
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while it waits for leave to connect", e);
        } catch (Throwable e) {
            permit.end();
            throw e;
        }
    }

    private String refusal(Permit permit) {
        if (borrower.isClosed()) {
            return "pool %s was closed".formatted(borrower);
        }
        return permit.isWithdrawn() ? "nobody in pool %s waits any longer".formatted(borrower)
                : budget.shortage(borrower);
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
}
