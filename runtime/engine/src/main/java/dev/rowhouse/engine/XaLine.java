package dev.rowhouse.engine;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;

/**
 * A connection to a database, and what begins, prepares and ends branches of distributed transactions over it; and also
 * finds and ends those that others have left prepared. Closed by who has opened it.
 *
 * <p>For one thread at a time.
 */
public final class XaLine implements AutoCloseable {
    private final Connection connection;
    private final XAResource resource;
    private final Closer closer;

    private XaLine(Connection connection, XAResource resource, Closer closer) {
        this.connection = connection;
        this.resource = resource;
        this.closer = closer;
    }

    private interface Closer {
        void close() throws SQLException;
    }

    /** A line of H2, which needs no connection of another kind. */
    static XaLine ofH2(Connection connection) {
        return new XaLine(connection, new H2Branches(connection), connection::close);
    }

    /** A line as a driver offers it. */
    static XaLine of(XAConnection physical) throws SQLException {
        try {
            return new XaLine(physical.getConnection(), physical.getXAResource(), physical::close);
        } catch (SQLException | RuntimeException failure) {
            try {
                physical.close();
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
            throw failure;
        }
    }

    /** This line; when it is closed, something else happens afterwards. */
    XaLine before(Runnable end) {
        return new XaLine(connection, resource, () -> {
            try {
                closer.close();
            } finally {
                end.run();
            }
        });
    }

    Connection connection() {
        return connection;
    }

    /** The branches of this database. */
    public XAResource resource() {
        return resource;
    }

    @Override
    public void close() throws SQLException {
        closer.close();
    }

    /** Closes what is broken, or may be. */
    void discard() {
        try {
            close();
        } catch (SQLException | RuntimeException broken) {
            // It is gone either way.
        }
    }
}
