package dev.rowhouse.engine;

import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.service.UnknownUnwrapTypeException;

/**
 * Hands a session of a shared mapping the connections of its engine. The tenant is the engine itself, not a name of it,
 * so there is nothing to look up and nothing to mix up; without one there is no connection.
 */
final class TenantConnections implements MultiTenantConnectionProvider<Engine> {
    private static final long serialVersionUID = 1L;

    @Override
    public Connection getConnection(Engine engine) throws SQLException {
        var owner = engine.owner();
        if (owner != null) {
            // Sessions that an app derives from its own are not heard before each statement.
            owner.requireHere();
        }
        return engine.dataSource().getConnection();
    }

    @Override
    public void releaseConnection(Engine engine, Connection connection) throws SQLException {
        connection.close();
    }

    /** Refused: no engine stands for the others. */
    @Override
    public Connection getAnyConnection() throws SQLException {
        throw new SQLException("a mapping has no connection of its own; ask a session of an engine");
    }

    @Override
    public void releaseAnyConnection(Connection connection) throws SQLException {
        connection.close();
    }

    @Override
    public boolean supportsAggressiveRelease() {
        return false;
    }

    @Override
    public boolean isUnwrappableAs(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (!type.isInstance(this)) {
            throw new UnknownUnwrapTypeException(type);
        }
        return type.cast(this);
    }
}
