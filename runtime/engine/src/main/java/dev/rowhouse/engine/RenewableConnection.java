package dev.rowhouse.engine;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A connection to a database in this process, which can be exchanged for a new one under its pool, and without another thread. H2 would
 * close the database in a file with its last connection; so the new one is opened before the old one is closed.
 *
 * <p>As safe for use by many threads as the driver's own.
 */
final class RenewableConnection extends ConnectionBefore {
    private final DataSource source;

    /**
     * A new connection.
     *
     * @param source opens it, and those that take its place
     */
    RenewableConnection(DataSource source) throws SQLException {
        super(source.getConnection());
        this.source = source;
    }

    /**
     * Takes a new connection.
     *
     * @return the old one, to be closed by the caller
     */
    Connection renew() throws SQLException {
        var old = connection;
        connection = source.getConnection();
        return old;
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type == RenewableConnection.class || super.isWrapperFor(type);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type == RenewableConnection.class ? type.cast(this) : super.unwrap(type);
    }

    /** Opens such connections. */
    static final class Source extends SourceBefore {
        private final DataSource source;

        Source(DataSource source) {
            super(source);
            this.source = source;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return new RenewableConnection(source);
        }
    }
}
