package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.boot.Metadata;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.tool.schema.Action;
import org.hibernate.tool.schema.internal.ExceptionHandlerHaltImpl;
import org.hibernate.tool.schema.spi.ContributableMatcher;
import org.hibernate.tool.schema.spi.SchemaManagementTool;
import org.hibernate.tool.schema.spi.SchemaManagementToolCoordinator;

/**
 * Carries out what {@code schema} asks for, on the database of one engine, with Hibernate's own tools.
 *
 * <p>Reads the mapping only, so many threads may do this for many engines at the same time.
 */
record SchemaWork(
        Metadata metadata,
        ServiceRegistry registry,
        Map<String, Object> settings,
        Optional<EmptySchema> empty) {
    /**
     * Creates, changes or checks the tables.
     *
     * @param connection a connection to the engine's database; stays open
     * @throws org.hibernate.HibernateException if a statement fails or the tables are not what the mapping needs
     */
    void carryOut(Schema schema, Connection connection) {
        requireSchema(connection);
        switch (schema) {
            case NONE -> {
                // Nothing was asked for.
            }
            case VALIDATE -> perform(Action.VALIDATE, settings(connection));
            case UPDATE -> {
                if (!isFilled(connection)) {
                    perform(Action.UPDATE, settings(connection));
                }
            }
            case CREATE -> {
                if (!isFilled(connection)) {
                    var more = settings(connection);
                    more.put(SchemaToolingSettings.HBM2DDL_FILTER_PROVIDER, new LackingTables(connection));
                    perform(Action.UPDATE, more);
                }
            }
            case DROP_AND_CREATE ->
                ForeignKeys.unenforced(connection, () -> perform(Action.CREATE, settings(connection)));
        }
    }

    /** Makes the tables where there are none, if that can be seen without reading what there is. */
    private boolean isFilled(Connection connection) {
        try {
            return empty.isPresent() && empty.get().fill(connection);
        } catch (SQLException e) {
            throw new EngineException("can't read which tables there are", e);
        }
    }

    /** Without a current schema, or database, Hibernate would look at the tables of all of them. */
    private static void requireSchema(Connection connection) {
        try {
            if (connection.getSchema() == null && connection.getMetaData().supportsSchemasInTableDefinitions()) {
                throw new EngineException("the schema that the URL names does not exist; create it first");
            }
            var database = connection.getCatalog();
            if ((database == null || database.isEmpty())
                    && connection.getMetaData().supportsCatalogsInTableDefinitions()) {
                throw new EngineException("the URL names a server but no database of it; write .../name");
            }
        } catch (SQLException e) {
            throw new EngineException("can't read which schema is the current one", e);
        }
    }

    private Map<String, Object> settings(Connection connection) {
        var more = new HashMap<>(settings);
        more.put(JdbcSettings.JAKARTA_HBM2DDL_CONNECTION, connection);
        return more;
    }

    private void perform(Action action, Map<String, Object> more) {
        SchemaManagementToolCoordinator.performDatabaseAction(action, metadata,
                registry.requireService(SchemaManagementTool.class), registry,
                SchemaManagementToolCoordinator.buildExecutionOptions(more, ExceptionHandlerHaltImpl.INSTANCE),
                ContributableMatcher.ALL);
    }
}
