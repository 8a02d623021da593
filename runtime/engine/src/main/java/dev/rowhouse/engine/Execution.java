package dev.rowhouse.engine;

import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What is being executed on one connection that a piece of work has, if anything. Closed when that returns, again and again.
 *
 * <p>One thread executes, others may {@link #stop} and {@link #cancel} it.
 */
final class Execution implements AutoCloseable {
    private static final Object COMMIT = "a commit, which nothing cancels";

    private final Call call;
    private volatile Thread user = Thread.currentThread();
    private volatile @Nullable Object running;
    private volatile boolean stopped;

    /** @param call hears of it too */
    Execution(Call call) {
        this.call = call;
    }

    /** Who executes, or has borrowed the connection. */
    Thread user() {
        return user;
    }

    /**
     * A statement is about to be executed.
     *
     * @return to be closed when it was
     * @throws SQLException if this was stopped
     */
    Execution begin(Statement statement) throws SQLException {
        return begin((Object) statement);
    }

    /** A transaction is about to be committed. */
    Execution beginCommit() throws SQLException {
        return begin(COMMIT);
    }

    private Execution begin(Object what) throws SQLException {
        call.begin();
        user = Thread.currentThread();
        running = what;
        // Whoever stops it looks at these two the other way round: one of both sees the other.
        if (stopped) {
            running = null;
            call.close();
            throw refusal();
        }
        return this;
    }

    @Override
    public void close() {
        running = null;
        call.close();
        if (stopped) {
            awaitCancelling();
            Thread.currentThread().interrupt();
        }
    }

    /** What is cancelled must not be closed, or used for something else, at the same time. */
    private synchronized void awaitCancelling() {}

    /** Lets nothing more be executed; true if something is being executed at this moment. */
    boolean stop() {
        stopped = true;
        return running != null;
    }

    /** Cancels what is executed, if it still is. Asks the database. */
    synchronized void cancel() {
        if (running instanceof Statement statement) {
            try {
                statement.cancel();
            } catch (SQLException | RuntimeException e) {
                // It may have ended in between; otherwise its thread is interrupted before long.
            }
        }
    }

    boolean isStopped() {
        return stopped;
    }

    static SQLException refusal() {
        return new SQLTransactionRollbackException(
                "this work was stopped, because it took too long or its instance ends; what it has not committed is rolled back");
    }
}
