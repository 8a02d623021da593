package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import java.sql.Connection;
import java.sql.SQLException;
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
    private final AtomicInteger inUse = new AtomicInteger();

    /**
     * The connections of a pool.
     *
     * @param borrowed hands them out, from that pool
     * @param pool lets go of those that can't be cleared
     * @param knowsQueryTimeouts whether statements of a connection have one time-out, which is none at first
     */
    WorkConnections(
            DataSource borrowed,
            Pool pool,
            Clearing clearing,
            Footprints footprints,
            Hearing hearing,
            boolean knowsQueryTimeouts) {
        super(borrowed);
        this.borrowed = borrowed;
        this.pool = pool;
        this.clearing = clearing;
        this.footprints = footprints;
        this.hearing = hearing;
        this.knowsQueryTimeouts = knowsQueryTimeouts;
    }

    Clearing clearing() {
        return clearing;
    }

    Footprints footprints() {
        return footprints;
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
        var connection = new WorkConnection(borrowed.getConnection(), this);
        inUse.incrementAndGet();
        return connection;
    }

    /**
     * Ends a piece of work.
     *
     * @param connection that it was done with, as it was borrowed
     */
    void end(Connection connection, Trace trace, int queryTimeout) throws SQLException {
        try {
            boolean left = trace != Trace.NONE || (queryTimeout != 0 && knowsQueryTimeouts);
            if (!left || connection.isClosed() || isCleared(connection, trace, queryTimeout)) {
                connection.close();
            } else if (clearing.renews()) {
                renew(connection);
            } else {
                pool.discard(connection);
            }
        } finally {
            inUse.decrementAndGet();
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
