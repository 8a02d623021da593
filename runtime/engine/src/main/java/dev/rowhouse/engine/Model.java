package dev.rowhouse.engine;

import dev.rowhouse.reflect.MappedTable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.archive.spi.InputStreamAccess;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.cfg.QuerySettings;
import org.hibernate.cfg.TransactionSettings;
import org.hibernate.engine.transaction.jta.platform.internal.NoJtaPlatform;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.RootClass;
import org.hibernate.persister.internal.PersisterClassResolverInitiator;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;

/**
 * What the classes and files of an app say of their tables, as Hibernate understands it: enough to create the tables, and
 * to build a factory of sessions from. Knows no database.
 *
 * @param metadata entities and their tables
 * @param schemaWork creates and checks those tables
 * @param registry what Hibernate needs to work with both
 */
record Model(Metadata metadata, SchemaWork schemaWork, StandardServiceRegistry registry) implements AutoCloseable {
    /**
     * Reads classes and files; no database is asked.
     *
     * @throws org.hibernate.HibernateException if an entity can't be mapped
     */
    static Model create(MappingKey key) {
        var settings = settings(key);
        var bootstrap = new BootstrapServiceRegistryBuilder();
        key.loaders().forEach(bootstrap::applyClassLoader);
        var registry = new StandardServiceRegistryBuilder(bootstrap.build()).applySettings(settings)
                .addInitiator(new OwnedProxies.Initiator())
                .build();
        try {
            var sources = new MetadataSources(registry);
            key.classes().forEach(sources::addAnnotatedClass);
            for (var file : key.files()) {
                sources.addInputStream(new Uncached(file.location()));
            }
            var builder = sources.getMetadataBuilder();
            if (!key.reflection().entities().isEmpty()) {
                ReflectedTypes.register(key.reflection(), key.product(), builder);
                sources.addHbmXmlBinding(ReflectedEntities.of(key.reflection()));
            }
            var metadata = builder.build();
            if (key.placed()) {
                PlacedIds.install(metadata);
            }
            var empty = EmptySchema.of(metadata, registry, key.properties().keySet());
            return new Model(metadata, new SchemaWork(metadata, registry, settings, empty), registry);
        } catch (Throwable e) {
            StandardServiceRegistryBuilder.destroy(registry);
            throw e;
        }
    }

    /** A mapping file, read past the cache that the JDK has for jars: an app's jar may go with the app. */
    private record Uncached(URI location) implements InputStreamAccess {
        @Override
        public String getStreamName() {
            return location.toString();
        }

        @Override
        public InputStream accessInputStream() {
            try {
                var connection = location.toURL().openConnection();
                connection.setUseCaches(false);
                return connection.getInputStream();
            } catch (IOException e) {
                throw new EngineException("a mapping file can't be read: " + e.getMessage(), e);
            }
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
        if (!key.reflection().entities().isEmpty()) {
            settings.put(PersisterClassResolverInitiator.IMPL_NAME, RowPersister.resolver(key.reflection()));
        }
        settings.put(MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER, new TenantConnections());
        // Otherwise Hibernate takes the first one that it finds on the class path, which all instances would share.
        settings.put(TransactionSettings.JTA_PLATFORM, NoJtaPlatform.INSTANCE);
        settings.put(MappingSettings.PREFERRED_POOLED_OPTIMIZER, TenantOptimizer.class.getName());
        // Otherwise a change of a read-only entity by a query would be carried out, with a warning.
        settings.putIfAbsent(QuerySettings.IMMUTABLE_ENTITY_UPDATE_QUERY_HANDLING_MODE, "exception");
        settings.put(JdbcSettings.CONNECTION_HANDLING,
                PhysicalConnectionHandlingMode.DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION);
        return settings;
    }

    /** The tables that its entities have, for those who look for tables without classes. */
    List<MappedTable> tables() {
        List<MappedTable> tables = new ArrayList<>();
        Set<String> keyed = new HashSet<>();
        for (var entity : metadata.getEntityBindings()) {
            var table = entity.getTable();
            // Of entities that share a table, the root tells its key.
            if (entity instanceof RootClass && keyed.add(table.getName())) {
                tables.add(new MappedTable(entity.getEntityName(), entity.getJpaEntityName(),
                        Optional.ofNullable(table.getCatalog()), Optional.ofNullable(table.getSchema()),
                        table.getName(), entity.getKey().getColumns().stream().map(Column::getName).toList()));
            }
        }
        metadata.collectTableMappings()
                .stream()
                .filter(table -> !keyed.contains(table.getName()))
                .forEach(table -> tables.add(new MappedTable("", "", Optional.ofNullable(table.getCatalog()),
                        Optional.ofNullable(table.getSchema()), table.getName(), List.of())));
        return tables;
    }

    @Override
    public void close() {
        StandardServiceRegistryBuilder.destroy(registry);
    }
}
