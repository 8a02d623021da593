package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig.Schema;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionBuilder;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;

/**
 * Entities mapped to tables: what depends on the app's code and some settings alone, so that all instances of an app can
 * share it. Knows no database; each session brings its engine along, as Hibernate's tenant.
 *
 * <p>Safe for use by many threads.
 */
final class Mapping implements AutoCloseable {
    private final SessionFactory factory;
    private final SchemaWork schemaWork;
    private final List<TenantOptimizer> optimizers;
    private final StandardServiceRegistry registry;

    private Mapping(
            SessionFactory factory,
            SchemaWork schemaWork,
            List<TenantOptimizer> optimizers,
            StandardServiceRegistry registry) {
        this.factory = factory;
        this.schemaWork = schemaWork;
        this.optimizers = optimizers;
        this.registry = registry;
    }

    /**
     * Builds a mapping; no database is asked.
     *
     * @param owner who it is for, to be named in messages
     * @param shared whether several instances will use it
     * @throws EngineException if an entity can't be shared
     * @throws org.hibernate.HibernateException if an entity can't be mapped
     */
    static Mapping create(MappingKey key, String owner, boolean shared) {
        var settings = settings(key);
        var bootstrap = new BootstrapServiceRegistryBuilder();
        key.entities().stream().map(Class::getClassLoader).distinct().forEach(bootstrap::applyClassLoader);
        var registry = new StandardServiceRegistryBuilder(bootstrap.build()).applySettings(settings).build();
        try {
            var sources = new MetadataSources(registry);
            key.entities().forEach(sources::addAnnotatedClass);
            var metadata = sources.buildMetadata();
            var factory = metadata.buildSessionFactory();
            try {
                return new Mapping(factory, new SchemaWork(metadata, registry, settings),
                        SharedState.of(factory, owner, shared), registry);
            } catch (Throwable e) {
                factory.close();
                throw e;
            }
        } catch (Throwable e) {
            StandardServiceRegistryBuilder.destroy(registry);
            throw e;
        }
    }

    private static Map<String, Object> settings(MappingKey key) {
        Map<String, Object> settings = new HashMap<>();
        key.product().map(Product::settings).ifPresent(settings::putAll);
        if (key.properties().containsKey(JdbcSettings.DIALECT)) {
            settings.clear();
        }
        settings.putAll(key.properties());
        settings.put(JdbcSettings.ALLOW_METADATA_ON_BOOT, false);
        // Otherwise the tools for tables take what they were told at boot, nothing, for the schema to look into: all.
        settings.put("hibernate.temp.use_jdbc_metadata_defaults", false);
        settings.put(MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER, new TenantConnections());
        settings.put(MappingSettings.PREFERRED_POOLED_OPTIMIZER, TenantOptimizer.class.getName());
        settings.put(JdbcSettings.CONNECTION_HANDLING,
                PhysicalConnectionHandlingMode.DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION);
        return settings;
    }

    /** Builds sessions on an engine's database, which they ask for a connection when they first need one. */
    SessionBuilder sessions(Engine engine) {
        return factory.withOptions().tenantIdentifier((Object) engine);
    }

    /** Creates, changes or checks the tables of a database. */
    void carryOut(Schema schema, Connection connection) {
        schemaWork.carryOut(schema, connection);
    }

    /** Drops what is kept for an engine that is being closed. */
    void forget(Engine engine) {
        optimizers.forEach(optimizer -> optimizer.forget(engine));
    }

    /** For how many engines something is kept. */
    int remembered() {
        return optimizers.stream().mapToInt(TenantOptimizer::size).max().orElse(0);
    }

    @Override
    public void close() {
        try {
            factory.close();
        } finally {
            StandardServiceRegistryBuilder.destroy(registry);
        }
    }
}
