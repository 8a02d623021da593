package dev.rowhouse.engine;

import com.zaxxer.hikari.HikariDataSource;
import dev.rowhouse.config.AppName;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.InstanceName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Opens the engines of a composite, and holds what they share: mappings, and a timer for their pools.
 *
 * <p>Safe for use by many threads. Nothing here is locked while a database is asked.
 */
public final class Engines implements AutoCloseable {
    private final ThreadFactory threads = Thread.ofVirtual().name("rowhouse-pool-", 0).factory();
    private final Housekeeping housekeeping = new Housekeeping(threads);
    private final Mappings mappings = new Mappings();
    private final AtomicLong openings = new AtomicLong();

    /**
     * Opens an engine: its database answers, and its tables are as {@code schema} says.
     *
     * @param app the app whose mapping it uses
     * @param instance whose engine it is
     * @param config where the database is and how it is used
     * @param entities the entities that the app's plan puts into this engine
     * @throws EngineException if the database doesn't answer, the tables are not what was asked for or the entities
     *         can't be mapped; nothing is left open then. The cause may hold secrets.
     * @throws InterruptedException if the thread is told to stop meanwhile
     */
    public Engine open(AppName app, InstanceName instance, EngineConfig config, List<Class<?>> entities)
            throws InterruptedException {
        var owner = "instance '%s', engine '%s'".formatted(instance, config.name());
        var key = MappingKey.of(app, config, entities);
        boolean own = config.mapping() == EngineConfig.Mapping.OWN;
        try {
            var mapping = own ? Mapping.create(key, owner) : mappings.get(key, owner);
            try {
                return open(instance, config, mapping, own);
            } catch (Exception e) {
                if (own) {
                    mapping.close();
                }
                throw e;
            }
        } catch (InterruptedException | EngineException e) {
            throw e;
        } catch (Exception e) {
            throw new EngineException("%s: %s".formatted(owner, e.getMessage()), e);
        }
    }

    private Engine open(InstanceName instance, EngineConfig config, Mapping mapping, boolean own)
            throws ReflectiveOperationException, SQLException {
        var poolName = instance + "/" + config.name();
        var source = ConnectionSource.create(config);
        // An H2 database in memory lives as long as somebody is connected to it, and the pool lets go when idle.
        Optional<Connection> keeper = config.url().isH2Memory() ? Optional.of(source.getConnection())
                : Optional.empty();
        var settings = PoolSettings.create(config.pool());
        settings.setPoolName(poolName);
        settings.setDataSource(source);
        settings.setScheduledExecutor(housekeeping);
        settings.setThreadFactory(threads);
        var engine = new Engine(config.name(), poolName + "#" + openings.incrementAndGet(),
                new HikariDataSource(settings), mapping, own, keeper);
        try (var connection = engine.dataSource().getConnection()) {
            mapping.carryOut(config.schema(), connection);
            return engine;
        } catch (RuntimeException | SQLException e) {
            try {
                engine.close();
            } catch (RuntimeException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    /** How many mappings the open engines share. */
    int mappings() {
        return mappings.size();
    }

    /** Closes the shared mappings and the timer. All engines must be closed before. */
    @Override
    public void close() {
        Closing.all(List.of(mappings, (AutoCloseable) housekeeping::shutdownNow));
    }
}
