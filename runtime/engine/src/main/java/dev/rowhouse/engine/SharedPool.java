package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.PoolConfig;
import dev.rowhouse.config.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One pool for engines that have each a schema of one PostgreSQL database. A connection is made an engine's when it is borrowed:
 * its search path and, where the engine has one, its role; given back, it is always reset, by the {@link WorkConnections} above.
 *
 * <p>Safe for use by many threads.
 */
final class SharedPool {
    private final Optional<Secret> password;
    private final PoolConfig settings;
    private final Pool pool;
    private final List<AutoCloseable> opened;
    private final Turns turns;
    /** Who has which schema, as often as it is open; guarded by the lock of the pools. */
    private final Map<String, Holder> holders = new HashMap<>();

    private record Holder(InstanceName instance, int openings) {}

    /**
     * A pool that nobody uses yet.
     *
     * @param config of the first engine
     * @param pool hands out connections as they were opened
     * @param opened what is closed with the last engine, in the order in which it was opened
     */
    SharedPool(EngineConfig config, Pool pool, List<AutoCloseable> opened) {
        password = config.password();
        settings = config.pool().common();
        this.pool = pool;
        this.opened = opened;
        turns = new Turns(settings.max());
    }

    Pool pool() {
        return pool;
    }

    /**
     * Lets an engine in.
     *
     * @throws EngineException if it doesn't say the same as the others, or its schema is another instance's
     */
    void enter(InstanceName instance, String schema, EngineConfig config) {
        if (!config.password().equals(password) || !config.pool().common().equals(settings)) {
            throw new EngineException(
                    "it shares a pool with other engines, but doesn't say the same about its password or its settings; write pool and password once, under defaults");
        }
        var holder = holders.get(schema);
        if (holder != null && !holder.instance().equals(instance)) {
            throw new EngineException(
                    "another instance has the schema \"%s\" of the pool that they share; give each its own, for example with {instance} in currentSchema"
                            .formatted(schema));
        }
        holders.merge(schema, new Holder(instance, 1), (one, _) -> new Holder(instance, one.openings() + 1));
    }

    /** Lets an engine go; says whether it was the last one. */
    boolean leave(EngineConfig config) {
        holders.computeIfPresent(schema(config),
                (_, one) -> one.openings() == 1 ? null : new Holder(one.instance(), one.openings() - 1));
        return holders.isEmpty();
    }

    void close() {
        Closing.all(opened.reversed());
    }

    /**
     * The schema of an engine.
     *
     * @throws EngineException if its URL names none
     */
    static String schema(EngineConfig config) {
        return config.url()
                .currentSchema()
                // The server takes a name without quotes for one in lower case.
                .map(name -> name.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new EngineException(
                        "the url does not name the one schema that is this engine's in a shared pool; write ...?currentSchema={instance}"));
    }

    /** The connections of one engine. */
    Member member(InstanceName instance, EngineConfig config) {
        return new Member(this, instance, config);
    }

    /** Hands out connections that are in an engine's schema, each when it is the turn of its instance. */
    static final class Member extends SourceBefore {
        private final SharedPool shared;
        private final InstanceName instance;
        private final int share;
        private final Duration patience;
        private final String schema;
        private final Optional<String> role;

        private Member(SharedPool shared, InstanceName instance, EngineConfig config) {
            super(shared.pool.connections());
            this.shared = shared;
            this.instance = instance;
            var sharing = config.pool().sharing().orElseThrow();
            share = sharing.maxPerInstance();
            role = sharing.role();
            patience = config.pool().borrowTimeout();
            schema = schema(config);
        }

        @Override
        public Connection getConnection() throws SQLException {
            var turn = shared.turns.take(instance, share, patience);
            try {
                var connection = shared.pool.connections().getConnection();
                try {
                    enter(connection);
                } catch (SQLException | RuntimeException refusal) {
                    shared.pool.discard(connection);
                    throw refusal;
                }
                return new Used(connection, turn);
            } catch (Throwable e) {
                turn.end();
                throw e;
            }
        }

        private void enter(Connection connection) throws SQLException {
            var path = "set search_path to " + quoted(schema);
            try (var statement = connection.createStatement()) {
                statement.execute(role.map(name -> path + "; set role " + quoted(name)).orElse(path));
            }
        }

        private static String quoted(String name) {
            return '"' + name.replace("\"", "\"\"") + '"';
        }

    }

    /**
     * Makes sure that the schema of an engine is there: PostgreSQL would look for tables in none, and say that they don't exist.
     *
     * @param connection of the engine
     * @throws EngineException if it isn't, or may not be used
     */
    static void check(EngineConfig config, Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery("select current_schema()")) {
            if (!answer.next() || answer.getString(1) == null) {
                throw new EngineException(
                        "the schema \"%s\" that the url names does not exist, or who works there may not use it (pool.role, user); create it first, or grant usage on it"
                                .formatted(schema(config)));
            }
        }
    }

    /** A connection in the hands of one instance. */
    private static final class Used extends Loan {
        private final Turns.Turn turn;

        Used(Connection connection, Turns.Turn turn) {
            super(connection);
            this.turn = turn;
        }

        @Override
        Runnable ending() {
            return turn::end;
        }
    }
}
