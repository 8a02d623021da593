package dev.rowhouse.engine;

import dev.rowhouse.config.DatabaseIdentity;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.loader.ContextLoader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database of one engine in H2's memory, which is made with its first use: an instance that nobody uses has none. Kept as long as the
 * engine is open, because H2 forgets it with its last connection, and the pool lets go of those when idle.
 *
 * <p>Safe for use by many threads. While it is made, those wait that want to use it, and nobody else.
 */
final class MemoryDatabase implements AutoCloseable {
    /** Where databases in memory are that engines have open, by what tells them apart. */
    static final class Sites {
        private final ConcurrentMap<DatabaseIdentity, Site> sites = new ConcurrentHashMap<>();

        private Site enter(DatabaseIdentity identity, MemoryDatabase database) {
            return sites.compute(identity, (_, known) -> {
                var site = known == null ? new Site() : known;
                site.engines.add(database);
                return site;
            });
        }

        private void leave(DatabaseIdentity identity, MemoryDatabase database) {
            sites.computeIfPresent(identity, (_, site) -> {
                site.engines.remove(database);
                return site.engines.isEmpty() ? null : site;
            });
        }
    }

    /** One of them; who makes its tables holds its monitor. */
    private static final class Site {
        /** Who has it: hardly ever more than one, while it is restarted or where several share it. */
        private final List<MemoryDatabase> engines = new CopyOnWriteArrayList<>();
    }

    private final Sites sites;
    private final DatabaseIdentity identity;
    private final Site site;
    private final ConnectionSource source;
    private final Mapping mapping;
    private final Schema schema;
    private volatile @Nullable WorkConnections connections;
    private volatile @Nullable Connection keeper;
    private boolean closed;

    private MemoryDatabase(
            Sites sites,
            DatabaseIdentity identity,
            ConnectionSource source,
            Mapping mapping,
            Schema schema) {
        this.sites = sites;
        this.identity = identity;
        this.source = source;
        this.mapping = mapping;
        this.schema = schema;
        site = sites.enter(identity, this);
    }

    /**
     * Whether the database of an engine may be made later, if one like it could be made: it is forgotten with its last connection,
     * nothing but its tables is in it, and neither the URL nor the pool says anything that could fail.
     */
    static boolean mayWait(EngineConfig config) {
        var url = config.url();
        return url.isH2Memory() && url.isVolatile() && url.identity().isPresent()
                && (config.schema() == Schema.UPDATE || config.schema() == Schema.CREATE)
                && config.mapping() == EngineConfig.Mapping.SHARED && config.pool().more().isEmpty()
                && config.transactions() == EngineConfig.Transactions.LOCAL
                && Stream.of("INIT", "IFEXISTS", "FORBID_CREATION", "USER", "PASSWORD")
                        .allMatch(setting -> url.h2Setting(setting).isEmpty());
    }

    /**
     * The database of an engine whose database {@linkplain #mayWait may wait}; to be {@linkplain #begin begun}, and closed.
     *
     * @param source opens connections to it
     * @param mapping whose tables are in it
     */
    static MemoryDatabase of(Sites sites, EngineConfig config, ConnectionSource source, Mapping mapping) {
        return new MemoryDatabase(sites, config.url().identity().orElseThrow(), source, mapping, config.schema());
    }

    /**
     * Makes it at once, so that what is wrong is found while an instance starts, unless nobody else has it and one with the same tables
     * and settings was made before. Where others have it, it is made for all of them: each keeps what is in it.
     *
     * @param all the connections of the engine, which tell what is executed
     * @throws SQLException if it can't be made
     */
    void begin(EngineConfig config, WorkConnections all) throws SQLException {
        connections = all;
        var settings = settings(config);
        if (!mapping.wasMade(settings) || site.engines.size() > 1) {
            for (var one : site.engines) {
                one.make(one == this);
            }
            mapping.made(settings);
        }
    }

    private static String settings(EngineConfig config) {
        var url = config.url().value();
        int end = url.indexOf(';');
        return end < 0 ? "" : url.substring(end);
    }

    /**
     * Makes it, unless it is there.
     *
     * @param wanted whether to fail if the engine is closed
     */
    private void make(boolean wanted) throws SQLException {
        synchronized (site) {
            if (closed && !wanted) {
                return;
            }
            if (closed) {
                throw new SQLException("the engine is closed");
            }
            var heard = connections;
            if (keeper != null || heard == null) {
                // It is there, or its engine begins just now and will make it.
                return;
            }
            var connection = source.getConnection();
            // Another one makes the tables: H2 keeps 10 KB of what it has checked then, as long as that is open.
            try (var passing = source.getConnection(); var working = heard.over(passing)) {
                mapping.carryOut(schema, working);
                keeper = connection;
            } catch (Throwable e) {
                Closing.allAfter(e, List.of(connection));
                throw e;
            }
        }
    }

    /** What stands before its pool. */
    DataSource before(DataSource pool) {
        return new SourceBefore(pool) {
            @Override
            public Connection getConnection() throws SQLException {
                if (keeper == null) {
                    // What the driver starts now, on the thread of a request, may live longer than the app.
                    try (var _ = ContextLoader.of(MemoryDatabase.class.getClassLoader())) {
                        make(true);
                    }
                }
                return pool.getConnection();
            }
        };
    }

    @Override
    public void close() throws SQLException {
        Connection last;
        synchronized (site) {
            if (closed) {
                return;
            }
            closed = true;
            last = keeper;
        }
        try {
            if (last != null) {
                last.close();
            }
        } finally {
            sites.leave(identity, this);
        }
    }
}
