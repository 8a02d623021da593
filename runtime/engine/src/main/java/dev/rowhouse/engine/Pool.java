package dev.rowhouse.engine;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The connections of an engine, or of several that share them.
 *
 * @param pool keeps them
 * @param lender gives leave to connect, where a server counts its connections
 * @param connections hands them out: the pool itself, or what stands before it where a server counts its connections
 */
record Pool(HikariDataSource pool, Optional<LendingSource> lender, DataSource connections) {
    /** Lets go of a connection that was handed out, now or when it is given back; also after it was. */
    void evict(Connection connection) {
        var pooled = connection;
        while (pooled instanceof ConnectionBefore before) {
            pooled = before.connection;
        }
        pool.evictConnection(pooled);
    }

    /**
     * Throws away a connection that was handed out, which is not to be closed any more: the pool would turn back on it what was changed, but
     * has closed it, or is about to.
     */
    void discard(Connection connection) {
        evict(connection);
        if (connection instanceof Loan loan) {
            loan.lose();
        }
    }
}
