package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Transactions;
import dev.rowhouse.config.PoolConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes away what a piece of work has left on a connection of an engine, as far as its database can, so that the next one
 * finds it as it was opened.
 *
 * @param first what is taken for left by any work
 * @param inserted what an insert leaves
 * @param drawn what is left where a value is drawn from a sequence
 * @param ids the statement that makes a database forget the ids it has made last; empty if there is none
 * @param session the statement that makes it forget all; empty if there is none, or if it would forget too much
 * @param patience how long these may take
 * @param renews whether a connection is exchanged for a new one by who ends the work, where it isn't cleared
 */
record Clearing(
        Trace first,
        Trace inserted,
        Trace drawn,
        Optional<String> ids,
        Optional<String> session,
        Duration patience,
        boolean renews) {
    /** Settings by which a pool changes a connection when it opens it, which a database would forget too. */
    static final Set<String> SET_BY_POOL = Set.of("auto-commit", "catalog", "connection-init-sql", "read-only",
            "schema", "transaction-isolation");

    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** What is done for an engine. */
    static Clearing of(EngineConfig config) {
        var pool = config.pool();
        var first = pool.reset() == PoolConfig.Reset.ALWAYS || pool.sharing().isPresent() ? Trace.SESSION : Trace.NONE;
        var patience = pool.borrowTimeout().compareTo(LONGEST) < 0 ? pool.borrowTimeout() : LONGEST;
        var nothing = new Clearing(first, Trace.NONE, Trace.DRAWN, Optional.empty(), Optional.empty(), patience,
                isInProcess(config) && !isSetUp(config));
        return Product.of(config.url()).map(product -> switch (product) {
            case POSTGRESQL -> new Clearing(first, Trace.IDS, Trace.IDS, Optional.of("discard sequences"),
                    isSetUp(config) ? Optional.empty() : Optional.of("discard all"), patience, false);
            case MARIADB, MYSQL -> new Clearing(first, Trace.IDS, Trace.DRAWN, Optional.of("set last_insert_id = 0"),
                    Optional.empty(), patience, false);
            case DB2, FIREBIRDSQL, H2, HSQLDB, ORACLE, SQLITE, SQLSERVER -> nothing;
        }).orElse(nothing);
    }

    /** To open a connection there waits for no network, and no server counts it. */
    private static boolean isInProcess(EngineConfig config) {
        return config.url().isH2File() || config.url().isH2Memory() || config.url().isSqlite();
    }

    /** Whether there is more to a new connection of the engine than what its driver has done. */
    private static boolean isSetUp(EngineConfig config) {
        return config.transactions() == Transactions.XA
                || config.pool().more().keySet().stream().anyMatch(SET_BY_POOL::contains);
    }

    /**
     * What a statement leaves.
     *
     * @param connection that executes it
     */
    Trace trace(Footprint footprint, Connection connection) throws SQLException {
        return switch (footprint) {
            case NOTHING -> Trace.NONE;
            case INSERTED -> inserted;
            case DRAWN -> drawn;
            // Who has turned it off ends what he has begun, or the pool does.
            case TRANSACTION -> connection.getAutoCommit() ? Trace.SESSION : Trace.NONE;
            case UNKNOWN -> Trace.SESSION;
        };
    }

    /**
     * Ends the transaction of a connection and takes away what was left.
     *
     * @param connection its pool's, which turns back what is changed by methods here
     * @return whether it is clean; otherwise it is to be thrown away
     * @throws SQLException if the database doesn't do it; it is to be thrown away
     */
    boolean clear(Connection connection, Trace trace) throws SQLException {
        var statements = switch (trace) {
            case NONE -> Optional.of(List.<String>of());
            case IDS -> ids.map(List::of);
            case DRAWN, SESSION -> session.map(List::of);
            case DRIVER -> Optional.<List<String>>empty();
        };
        if (statements.isEmpty()) {
            rollBack(connection);
            return false;
        }
        if (!statements.get().isEmpty()) {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
            rollBack(connection);
            if (trace == Trace.SESSION) {
                // A text may have begun one that the driver takes for none.
                connection.setAutoCommit(false);
                connection.rollback();
            }
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement()) {
                for (var text : statements.get()) {
                    statement.execute(text);
                }
            }
        }
        return true;
    }

    /** Before it is thrown away too: what is closed later would keep its locks until then. */
    private static void rollBack(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }
}
