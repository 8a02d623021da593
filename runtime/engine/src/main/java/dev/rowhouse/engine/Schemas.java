package dev.rowhouse.engine;

import dev.rowhouse.config.AppName;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.FamilyConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.spi.Entities;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hibernate.engine.jdbc.internal.FormatStyle;
import org.hibernate.tool.schema.internal.SchemaCreatorImpl;

/**
 * Creates, checks and drops the tables of engines that are not open here, whatever their {@code schema} says. Opens one
 * connection for it and no pool, and builds no mapping.
 *
 * <p>Safe for use by many threads. No lock is held while a database is asked.
 */
public final class Schemas implements AutoCloseable {
    private final ConcurrentMap<MappingKey, Model> models = new ConcurrentHashMap<>();

    /** Schemas of which nothing was asked yet. */
    public Schemas() {}

    /**
     * Carries out an action on the database of one engine.
     *
     * @param app the app whose entities they are
     * @param instance whose engine it is
     * @param config where the database is
     * @param entities what the app's plan puts into this engine
     * @throws EngineException if the database doesn't answer or refuses, or is not what it was checked for. The cause may hold
     *         secrets.
     */
    public void carryOut(
            SchemaAction action,
            AppName app,
            InstanceName instance,
            EngineConfig config,
            Entities entities) {
        var owner = "instance '%s', engine '%s'".formatted(instance, config.label());
        try {
            carryOut(action, model(app, config, entities), config);
        } catch (VirtualMachineError fatal) {
            throw fatal;
        } catch (Throwable e) {
            throw failure(owner, config, e);
        }
    }

    /** Messages of errors name a class, and not what is the matter with it. */
    private static EngineException failure(String owner, EngineConfig config, Throwable failure) {
        return failure instanceof Error ? new EngineException("%s: %s".formatted(owner, failure), failure)
                : EngineException.of(owner, config, failure);
    }

    private static void carryOut(SchemaAction action, Model model, EngineConfig config)
            throws ReflectiveOperationException, SQLException, IOException {
        if (action == SchemaAction.CREATE) {
            Engines.makeFolder(config);
        } else {
            // H2 and SQLite would make an empty file of one that lacks.
            var file = config.url().file();
            if (file.isPresent() && !Files.exists(file.get())) {
                if (action == SchemaAction.VALIDATE) {
                    throw new IOException("there is no database %s yet; create its tables first".formatted(file.get()));
                }
                return;
            }
        }
        try (var connection = Connecting.open(config)) {
            switch (action) {
                case CREATE -> model.schemaWork().carryOut(Schema.CREATE, connection);
                case VALIDATE -> model.schemaWork().carryOut(Schema.VALIDATE, connection);
                case DROP -> {
                    Removal.of(model).carryOut(connection);
                    forget(config, connection);
                }
            }
        }
    }

    /** Without rows a shard has nothing to remember, and shards may be added without moving any. */
    private static void forget(EngineConfig config, Connection connection) throws SQLException {
        if (config.part().isEmpty() || !remembers(connection)) {
            return;
        }
        boolean own;
        try (var statement = connection
                .prepareStatement("select 1 from " + Placement.TABLE + " where engine = ? and shard = ?")) {
            statement.setString(1, config.name().value());
            statement.setString(2, config.part().get());
            try (var rows = statement.executeQuery()) {
                own = rows.next();
            }
        }
        if (own) {
            try (var statement = connection.createStatement()) {
                statement.execute("drop table " + Placement.TABLE);
            }
        }
    }

    private static boolean remembers(Connection connection) throws SQLException {
        var metadata = connection.getMetaData();
        var name = metadata.storesUpperCaseIdentifiers() ? Placement.TABLE.toUpperCase(Locale.ROOT) : Placement.TABLE;
        try (var tables = metadata.getTables(connection.getCatalog(), connection.getSchema(),
                name.replace("_", metadata.getSearchStringEscape() + "_"), null)) {
            return tables.next();
        }
    }

    /**
     * The statements that create the tables of an engine in an empty database; no database is asked.
     *
     * @return SQL for the engine's product, without semicolons at the end
     * @throws EngineException if an entity can't be loaded or mapped
     */
    public List<String> statements(AppName app, InstanceName instance, EngineConfig config, Entities entities) {
        var owner = "instance '%s', engine '%s'".formatted(instance, config.label());
        try {
            var model = model(app, config, entities);
            return new SchemaCreatorImpl(model.registry()).generateCreationCommands(model.metadata(), false)
                    .stream()
                    .map(statement -> FormatStyle.DDL.getFormatter().format(statement).strip())
                    .toList();
        } catch (VirtualMachineError fatal) {
            throw fatal;
        } catch (Throwable e) {
            throw failure(owner, config, e);
        }
    }

    /**
     * The keys of a family that have a database.
     *
     * @param instance whose family it is
     * @return in their order
     * @throws EngineException if they can't be found out
     */
    public List<String> keys(InstanceName instance, FamilyConfig family) {
        var owner = "instance '%s', engine '%s'".formatted(instance, family.name());
        try (var databases = MemberDatabases.of(owner, family, Connecting::open)) {
            return List.copyOf(databases.keys());
        } catch (ReflectiveOperationException | SQLException | IOException e) {
            throw EngineException.of(owner, family.pattern(), e);
        }
    }

    private Model model(AppName app, EngineConfig config, Entities entities) {
        return models.computeIfAbsent(MappingKey.of(app, config, entities, false), Model::create);
    }

    /** Lets go of what was read of the apps' entities. */
    @Override
    public void close() {
        Closing.all(List.copyOf(models.values()));
        models.clear();
    }
}
