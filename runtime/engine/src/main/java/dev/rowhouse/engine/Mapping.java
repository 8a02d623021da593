package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.spi.Tables;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.SessionBuilder;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Entities mapped to tables: what depends on the app's code and some settings alone, so that all instances of an app can
 * share it. Knows no database; each session brings its engine along, as Hibernate's tenant.
 *
 * <p>Safe for use by many threads.
 */
final class Mapping implements AutoCloseable {
    private static final int MOST_MADE = 16;

    private final SessionFactory factory;
    private final Model model;
    private final Tables tables;
    private final List<TenantOptimizer> optimizers;
    private final Belongings belongings;
    /** Settings of H2's databases in memory, in URLs, with which its tables could be made. */
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    private Mapping(
            SessionFactory factory,
            Model model,
            Tables tables,
            List<TenantOptimizer> optimizers,
            Belongings belongings) {
        this.factory = factory;
        this.model = model;
        this.tables = tables;
        this.optimizers = optimizers;
        this.belongings = belongings;
    }

    /**
     * Builds a mapping; no database is asked.
     *
     * @param shared whether several instances will use it
     * @param belongings takes to whom the entities belong that come out of it
     * @throws EngineException if an entity can't be shared
     * @throws org.hibernate.HibernateException if an entity can't be mapped
     */
    static Mapping create(MappingKey key, boolean shared, Belongings belongings) {
        var model = Model.create(key);
        try {
            var factory = model.metadata().buildSessionFactory();
            try {
                ReflectedRows.watch(factory, key.reflection());
                if (key.placed()) {
                    PlacedRows.watch(factory);
                }
                OwnedObjects.watch(factory);
                return new Mapping(factory, model, ReflectedTables.of(key.reflection()),
                        SharedState.of(factory, shared), belongings);
            } catch (Throwable e) {
                factory.close();
                throw e;
            }
        } catch (Throwable e) {
            model.close();
            throw e;
        }
    }

    /** Builds sessions on an engine's database, which they ask for a connection when they first need one. */
    SessionBuilder sessions(Engine engine) {
        return factory.withOptions().tenantIdentifier((Object) engine);
    }

    SessionFactoryImplementor factory() {
        return factory.unwrap(SessionFactoryImplementor.class);
    }

    /** To whom entities belong. */
    Belongings belongings() {
        return belongings;
    }

    /** What it knows of tables without classes. */
    Tables tables() {
        return tables;
    }

    /** Creates, changes or checks the tables of a database. */
    void carryOut(Schema schema, Connection connection) {
        model.schemaWork().carryOut(schema, connection);
    }

    /** Whether its tables could be made in a new H2 database in memory with such settings: so they can in the next one. */
    boolean wasMade(String settings) {
        return made.contains(settings);
    }

    /** Its tables were made in such a database. Remembers some; more are hardly the same again. */
    void made(String settings) {
        if (made.size() < MOST_MADE) {
            made.add(settings);
        }
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
            model.close();
        }
    }
}
