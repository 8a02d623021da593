package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.Mistakes;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.XADataSource;

/**
 * Finds what is wrong with the configuration of an engine without opening it: what only drivers, HikariCP and Hibernate
 * know. HikariCP would replace some bad values by its defaults; here they are refused.
 */
public final class EngineCheck {
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(30);
    private static final Duration SHORTEST_IDLENESS = Duration.ofSeconds(10);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);

    /** Prefixes of Hibernate's settings that the runtime decides: they would lead an instance to another database. */
    private static final Set<String> DECIDED = Set.of("hibernate.boot.", "hibernate.connection.",
            "hibernate.current_session_context_class", "hibernate.hbm2ddl.auto", "hibernate.hikari.",
            "hibernate.id.optimizer.pooled.preferred", "hibernate.multi_tenan", "hibernate.session_factory",
            "hibernate.tenant", "hibernate.transaction.coordinator_class", "hibernate.transaction.jta.",
            "jakarta.persistence.jdbc.", "jakarta.persistence.jtaDataSource", "jakarta.persistence.nonJtaDataSource",
            "jakarta.persistence.schema-generation.");

    /** Prefixes of settings that keep something in a mapping, which would be kept for all instances alike. */
    private static final Set<String> KEPT = Set.of("hibernate.cache.", "hibernate.generate_statistics",
            "hibernate.javax.cache.", "hibernate.session.events.", "hibernate.session_factory.statement_inspector",
            "jakarta.persistence.sharedCache.");

    /** Settings by which Hibernate names tables otherwise than they were read. */
    private static final Set<String> RENAMING = Set.of("hibernate.default_catalog", "hibernate.default_schema",
            "hibernate.physical_naming_strategy");

    /** Lets Hibernate open a session of its own where an entity is read after its session has ended. */
    private static final String LAZY_ANYWHERE = "hibernate.enable_lazy_load_no_trans";

    private EngineCheck() {}

    /**
     * Checks an engine.
     *
     * @param key the full key of the engine, dotted
     * @param mistakes takes what is wrong
     */
    public static void check(EngineConfig engine, String key, Mistakes mistakes) {
        new Found(engine, key, mistakes).all();
    }

    /** Neither none, nor several, nor one of the server's own. */
    private static boolean isOneSchema(String schema) {
        return !schema.isBlank() && schema.indexOf(',') < 0 && schema.indexOf('"') < 0 && !schema.startsWith("pg_");
    }

    private record Found(EngineConfig engine, String key, Mistakes mistakes) {
        void all() {
            driver();
            twoPhases();
            times();
            sharedPool();
            passedOn();
            properties();
            outsideOfScopes();
            reflected();
            kept();
        }

        private void driver() {
            try {
                ConnectionSource.driverClass(engine);
            } catch (ClassNotFoundException | ClassCastException | LinkageError e) {
                add("url",
                        "no JDBC driver for '%s' is on the class path (%s)".formatted(engine.url().product(),
                                e.getMessage()),
                        "put the driver's jar into conf/lib, or name its class as pool.%s"
                                .formatted(PoolSettings.DRIVER));
            }
            if (Product.of(engine.url()).isEmpty() && !engine.properties().containsKey("hibernate.dialect")) {
                add("url", "'%s' is not a product whose dialect is known".formatted(engine.url().product()),
                        "name the dialect's class as properties.\"hibernate.dialect\"");
            }
        }

        private void twoPhases() {
            if (engine.transactions() == EngineConfig.Transactions.LOCAL) {
                return;
            }
            var source = Product.of(engine.url()).flatMap(Product::xaSource);
            if (!XaLines.areOffered(engine)) {
                add("url",
                        "transactions = xa needs a product that commits in two phases, and '%s' is not known as one"
                                .formatted(engine.url().product()),
                        "use %s, or leave transactions = local".formatted(XaLines.PRODUCTS));
            } else if (engine.pool().more().containsKey(PoolSettings.DRIVER)) {
                add("pool." + PoolSettings.DRIVER, "is not asked with transactions = xa",
                        "leave it out; %s is used".formatted(source.orElse("H2's own driver")));
            } else if (source.isPresent() && isLacking(source.get())) {
                add("url",
                        "the driver on the class path lacks %s, which transactions = xa needs".formatted(source.get()),
                        "put another version of the driver's jar into conf/lib");
            }
        }

        /** Without any driver that has been said already. */
        private boolean isLacking(String className) {
            try {
                ConnectionSource.driverClass(engine);
            } catch (ClassNotFoundException | ClassCastException | LinkageError e) {
                return false;
            }
            try {
                return !XADataSource.class.isAssignableFrom(Class.forName(className));
            } catch (ClassNotFoundException | LinkageError e) {
                return true;
            }
        }

        private void times() {
            var pool = engine.pool();
            if (pool.borrowTimeout().compareTo(SHORTEST_WAIT) < 0) {
                add("pool.borrow-timeout", "is too short", "write at least 250ms");
            }
            if (!pool.maxLifetime().isZero() && pool.maxLifetime().compareTo(SHORTEST_LIFE) < 0) {
                add("pool.max-lifetime", "is too short", "write at least 30s, or 0 for no limit");
            }
            if (!pool.idleTimeout().isZero() && pool.idleTimeout().compareTo(SHORTEST_IDLENESS) < 0) {
                add("pool.idle-timeout", "is too short", "write at least 10s, or 0 to keep idle connections");
            }
            if (!pool.maxLifetime().isZero() && pool.idleTimeout().plusSeconds(1).compareTo(pool.maxLifetime()) > 0) {
                add("pool.idle-timeout", "is longer than pool.max-lifetime", "write at least a second less");
            }
        }

        private void sharedPool() {
            if (engine.pool().sharing().isEmpty()) {
                return;
            }
            if (!Product.of(engine.url()).equals(Optional.of(Product.POSTGRESQL))) {
                add("pool.shared", "'%s' has no pools for several instances".formatted(engine.url().product()),
                        "use PostgreSQL with a schema for each instance, or remove pool.shared");
            } else if (engine.url().currentSchema().filter(EngineCheck::isOneSchema).isEmpty()) {
                add("url", "does not name the one schema that is this engine's in a shared pool",
                        "write jdbc:postgresql://host:5432/database?currentSchema={instance}");
            }
            if (engine.transactions() == EngineConfig.Transactions.XA) {
                add("pool.shared", "transactions = xa needs a pool of its own", "remove one of the two");
            }
            engine.pool()
                    .more()
                    .keySet()
                    .stream()
                    .filter(Clearing.SET_BY_POOL::contains)
                    .sorted()
                    .forEach(name -> add("pool." + name, "would be undone after each piece of work in a shared pool",
                            "say it in the database, with alter role ... set, or remove it"));
        }

        private void passedOn() {
            if (engine.pool().more().isEmpty()) {
                return;
            }
            var known = PoolSettings.passedOn();
            var unknown = new TreeSet<>(engine.pool().more().keySet());
            unknown.removeAll(known);
            unknown.forEach(name -> add("pool." + name, "is no setting of a pool that can be set here",
                    "use one of max, min-idle, borrow-timeout, idle-timeout, max-lifetime, %s"
                            .formatted(String.join(", ", new TreeSet<>(known)))));
            if (unknown.isEmpty()) {
                try {
                    PoolSettings.check(engine.pool().more());
                } catch (RuntimeException e) {
                    add("pool", "HikariCP refuses a setting that is passed on", "see its documentation for "
                            + String.join(", ", new TreeSet<>(engine.pool().more().keySet())));
                }
            }
        }

        private void properties() {
            new TreeSet<>(engine.properties().keySet()).stream()
                    .filter(name -> DECIDED.stream().anyMatch(name::startsWith))
                    .forEach(name -> add("properties." + name, "is decided by the runtime",
                            "leave it out; url, user, password, schema, pool and mapping say what an engine is"));
        }

        private void outsideOfScopes() {
            engine.properties()
                    .keySet()
                    .stream()
                    .filter(LAZY_ANYWHERE::equals)
                    .forEach(name -> add("properties." + name, "would open sessions outside of any scope",
                            "leave it out, and read what is needed while the session is open"));
        }

        private void reflected() {
            if (engine.reflect().isPresent()) {
                new TreeSet<>(engine.properties().keySet()).stream()
                        .filter(RENAMING::contains)
                        .forEach(name -> add("properties." + name, "would look for reflected tables under other names",
                                "leave it out; reflect.schema says where tables are"));
            }
        }

        private void kept() {
            if (engine.mapping() == EngineConfig.Mapping.OWN) {
                return;
            }
            new TreeSet<>(engine.properties().keySet()).stream()
                    .filter(name -> KEPT.stream().anyMatch(name::startsWith))
                    .forEach(name -> add("properties." + name, "would keep one state for all instances of the app",
                            "leave it out, or write mapping = own"));
        }

        private void add(String under, String problem, String remedy) {
            mistakes.add(engine.origin(), key + "." + under, problem, remedy);
        }
    }
}
