package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Hands out the connections of an engine, and takes them back as they were: what a piece of work has left on one is gone when the next
 * work gets it, or the connection is.
 *
 * <p>Safe for use by many threads; a connection that it hands out is not.
 */
final class WorkConnections extends SourceBefore {
    private final DataSource borrowed;
    private final Pool pool;
    private final Clearing clearing;
    private final Footprints footprints;
    private final Hearing hearing;
    private final boolean knowsQueryTimeouts;
    private final DatabaseWork work;
    private final Calls calls;
    private final Borrowings borrowings = new Borrowings();
    private final AtomicInteger inUse = new AtomicInteger();

    /**
     * The connections of a pool.
     *
     * @param borrowed hands them out, from that pool
     * @param pool lets go of those that can't be cleared
     * @param knowsQueryTimeouts whether statements of a connection have one time-out, which is none at first
     * @param work knows what is executed on them
     * @param calls of the database
     */
    WorkConnections(
            DataSource borrowed,
            Pool pool,
            Clearing clearing,
            Footprints footprints,
            Hearing hearing,
            boolean knowsQueryTimeouts,
            DatabaseWork work,
            Calls calls) {
        super(borrowed);
        this.borrowed = borrowed;
        this.pool = pool;
        this.clearing = clearing;
        this.footprints = footprints;
        this.hearing = hearing;
        this.knowsQueryTimeouts = knowsQueryTimeouts;
        this.work = work;
        this.calls = calls;
    }

    Clearing clearing() {
        return clearing;
    }

    Footprints footprints() {
        return footprints;
    }

    Calls calls() {
        return calls;
    }

    Hearing hearing() {
        return hearing;
    }

    boolean knowsQueryTimeouts() {
        return knowsQueryTimeouts;
    }

    /** How many are in use. */
    int inUse() {
        return inUse.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        calls.requireAnswers();
        var call = calls.enter();
        try {
            return take(borrow(call), call);
        } catch (Throwable e) {
            calls.leave(call);
            throw e;
        }
    }

    /** A connection that was opened past the pool, as one of these; who has opened it closes it after this one. */
    Connection over(Connection opened) throws SQLException {
        var call = calls.enter();
        try {
            return take(opened, call);
        } catch (Throwable e) {
            calls.leave(call);
            throw e;
        }
    }

    private Connection take(Connection found, Call call) throws SQLException {
        var connection = new WorkConnection(found, this, call);
        begin(connection);
        call.on(connection);
        inUse.incrementAndGet();
        borrowings.add(connection);
        return connection;
    }

    private void begin(WorkConnection connection) throws SQLException {
        try {
            work.begin(connection.execution());
        } catch (SQLException stopped) {
            connection.connection.close();
            throw stopped;
        }
    }

    private Connection borrow(Call call) throws SQLException {
        try (var _ = call.begin()) {
            return borrowed.getConnection();
        } catch (SQLException e) {
            if (call.wasCut()) {
                throw calls.silence();
            }
            if (e instanceof SQLTransientConnectionException && borrowings.areLong()) {
                throw new SQLTransientConnectionException("%s (%s)".formatted(e.getMessage(), borrowings.describe()),
                        e.getSQLState(), e);
            }
            throw e;
        }
    }

    /**
     * Ends a piece of work.
     *
     * @param used the connection that it was done with
     */
    void end(WorkConnection used, Trace trace, int queryTimeout) throws SQLException {
        try (var _ = used.call().begin()) {
            end(used.connection, trace, queryTimeout);
        } finally {
            borrowings.remove(used);
            calls.leave(used.call());
            work.end(used.execution());
            inUse.decrementAndGet();
        }
    }

    private void end(Connection connection, Trace trace, int queryTimeout) throws SQLException {
        boolean left = trace != Trace.NONE || (queryTimeout != 0 && knowsQueryTimeouts);
        if (calls.isSilent()) {
            // The pool would roll back on it, and wait for the answer.
            pool.discard(connection);
        } else if (!left || connection.isClosed() || isCleared(connection, trace, queryTimeout)) {
            connection.close();
        } else if (clearing.renews()) {
            renew(connection);
        } else {
            pool.discard(connection);
        }
    }

    /** Gives back another one than was borrowed, which its pool doesn't notice. */
    private void renew(Connection connection) {
        try (var _ = connection.unwrap(RenewableConnection.class).renew()) {
            connection.close();
        } catch (SQLException broken) {
            // The work is done, and no connection is left that could carry anything over.
            pool.discard(connection);
        }
    }

    private boolean isCleared(Connection connection, Trace trace, int queryTimeout) {
        try {
            boolean cleared = clearing.clear(connection, trace);
            if (cleared && queryTimeout != 0 && knowsQueryTimeouts) {
                try (var statement = connection.createStatement()) {
                    statement.setQueryTimeout(0);
                }
            }
            return cleared;
        } catch (SQLException | RuntimeException broken) {
            // Nothing is lost: it is thrown away, and all that is left on it.
            return false;
        }
    }

    /** What they are borrowed from. */
    Pool pool() {
        return pool;
    }

    /** Whether the connections of an engine have one time-out for all their statements, and nobody but these sets it. */
    static boolean haveOneTimeout(EngineConfig config) {
        var url = config.url();
        return (url.isH2File() || url.isH2Memory())
                && Stream.of("QUERY_TIMEOUT", "MAX_QUERY_TIMEOUT", "INIT")
                        .allMatch(name -> url.h2Setting(name).isEmpty())
                && !config.pool().more().containsKey("connection-init-sql");
    }
}
