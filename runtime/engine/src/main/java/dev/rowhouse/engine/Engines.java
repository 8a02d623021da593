package dev.rowhouse.engine;

import dev.rowhouse.config.AppName;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Transactions;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.FamilyConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.ServerConfig;
import dev.rowhouse.config.ShardedConfig;
import dev.rowhouse.loader.ContextLoader;
import dev.rowhouse.reflect.Wanted;
import dev.rowhouse.spi.Entities;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Opens the engines of a composite, and holds what they share: mappings, and a timer for their pools.
 *
 * <p>Safe for use by many threads. Nothing here is locked while a database is asked.
 */
public final class Engines implements AutoCloseable {
    private final ThreadFactory threads = Thread.ofVirtual()
            .name("rowhouse-pool-", 0)
            // Drivers start threads that outlive an app, with the context of who makes them connect.
            .inheritInheritableThreadLocals(false)
            .factory();
    private final Housekeeping housekeeping = new Housekeeping(threads);
    private final Watch watch = new Watch(threads);
    private final NativeCalls nativeCalls = new NativeCalls();
    private final Mappings mappings = new Mappings();
    private final MemoryDatabase.Sites memory = new MemoryDatabase.Sites();
    private final AtomicLong openings = new AtomicLong();
    private final Pools pools;
    private final Optional<StatementObserver> observer;

    /** Engines that nobody listens to, on servers that allow as many connections as anybody wants. */
    public Engines() {
        this(List.of());
    }

    /**
     * Engines that nobody listens to.
     *
     * @param servers whose connections are counted
     */
    public Engines(List<ServerConfig> servers) {
        this.pools = new Pools(servers, housekeeping, threads, watch);
        this.observer = Optional.empty();
    }

    /**
     * Engines whose statements somebody hears.
     *
     * @param servers whose connections are counted
     * @param observer is told of each statement
     */
    public Engines(List<ServerConfig> servers, StatementObserver observer) {
        this.pools = new Pools(servers, housekeeping, threads, watch);
        this.observer = Optional.of(observer);
    }

    /**
     * Opens an engine: its database answers, and its tables are as {@code schema} says.
     *
     * @param app the app whose mapping it uses
     * @param instance whose engine it is; no scopes guard it, so its sessions work on any thread
     * @param config where the database is and how it is used
     * @param entities what the app's plan puts into this engine
     * @throws EngineException if the database doesn't answer, the tables are not what was asked for or the entities
     *         can't be mapped; nothing is left open then. The cause may hold secrets.
     * @throws InterruptedException if the thread is told to stop meanwhile
     */
    public Engine open(AppName app, InstanceName instance, EngineConfig config, Entities entities)
            throws InterruptedException {
        return open(app, new Possession(instance, null), config, entities, Optional.empty());
    }

    /**
     * Opens an engine whose sessions are for the scopes of one start alone.
     *
     * @param owner the start
     * @throws EngineException as {@link #open(AppName, InstanceName, EngineConfig, Entities)}
     * @throws InterruptedException if the thread is told to stop meanwhile
     */
    public Engine open(AppName app, Owner owner, EngineConfig config, Entities entities) throws InterruptedException {
        return open(app, Possession.of(owner), config, entities, Optional.empty());
    }

    /**
     * Opens an engine that holds a part of the rows only.
     *
     * @param placement says which, and is asked with each row that is written
     * @throws EngineException as {@link #open(AppName, InstanceName, EngineConfig, Entities)}, and if the placement refuses the
     *         engine
     * @throws InterruptedException if the thread is told to stop meanwhile
     */
    public Engine open(AppName app, InstanceName instance, EngineConfig config, Entities entities, Placement placement)
            throws InterruptedException {
        return open(app, new Possession(instance, null), config, entities, Optional.of(placement));
    }

    /** Whose an engine is: a start's, or, where there are no scopes, nobody's in particular. */
    private record Possession(InstanceName instance, @Nullable Owner owner) {
        static Possession of(Owner owner) {
            return new Possession(owner.instance(), owner);
        }

        DatabaseWork work() {
            return owner == null ? new DatabaseWork() : owner.databases();
        }
    }

    private Engine open(
            AppName app,
            Possession possession,
            EngineConfig config,
            Entities entities,
            Optional<Placement> placement) throws InterruptedException {
        var owner = "instance '%s', engine '%s'".formatted(possession.instance(), config.label());
        List<AutoCloseable> opened = new ArrayList<>();
        try (var _ = ownContext()) {
            return open(app, possession, config, entities, placement, opened);
        } catch (Throwable e) {
            // A file that is closed by an interrupted thread may be closed badly.
            boolean stopped = Thread.interrupted();
            Closing.allAfter(e, opened.reversed());
            if (stopped) {
                Thread.currentThread().interrupt();
            }
            switch (e) {
                case InterruptedException interrupted -> throw interrupted;
                case VirtualMachineError fatal -> throw fatal;
                default -> throw EngineException.of(owner, config, e);
            }
        }
    }

    /** What drivers start now, on the thread of a request, may live longer than the app that wants a session. */
    private static ContextLoader ownContext() {
        return ContextLoader.of(Engines.class.getClassLoader());
    }

    /** Opens pool and tables; what it opens joins the list at once, so that it is closed if something later fails. */
    private Engine open(
            AppName app,
            Possession possession,
            EngineConfig config,
            Entities entities,
            Optional<Placement> placement,
            List<AutoCloseable> opened)
            throws ReflectiveOperationException, SQLException, IOException, InterruptedException {
        var instance = possession.instance();
        makeFolder(config);
        Optional<XaLines> lines = config.transactions() == Transactions.XA ? Optional.of(XaLines.create(config))
                : Optional.empty();
        var source = source(config, lines);
        var wanted = new Wanted(config.reflect(), entities.tables());
        if (MemoryDatabase.mayWait(config) && !pools.areCounted(config) && !wanted.isAny() && placement.isEmpty()) {
            return openInMemory(app, possession, config, entities, source, opened);
        }
        if (config.url().isH2Memory()) {
            // A database in memory lives as long as somebody is connected to it, and the pool lets go when idle.
            opened.add(source.getConnection());
        }
        var connections = pools.open(instance, config, source, hearing(instance, config.label()), possession.work(),
                UnaryOperator.identity(), opened);
        Mapping mapping;
        try (var connection = connections.getConnection()) {
            if (config.pool().sharing().isPresent()) {
                SharedPool.check(config, connection);
            }
            if (lines.isPresent()) {
                XaLines.check(config, connection);
            }
            mapping = mappings.of(MappingKey.of(app, config, entities, placement.isPresent()), instance, config, wanted,
                    connection, opened);
            if (placement.isPresent()) {
                place(placement.get(), mapping, connection);
            }
        }
        return new Engine(config, opening(possession, config), connections, lines, mapping, possession.owner(),
                heard(possession), placement, opened);
    }

    private String opening(Possession possession, EngineConfig config) {
        return "%s/%s#%d".formatted(possession.instance(), config.label(), openings.incrementAndGet());
    }

    /** Opens an engine in H2's memory, whose database and pool may be made later. */
    private Engine openInMemory(
            AppName app,
            Possession possession,
            EngineConfig config,
            Entities entities,
            ConnectionSource source,
            List<AutoCloseable> opened) throws SQLException, InterruptedException {
        var mapping = mappings.shared(MappingKey.of(app, config, entities, false));
        var database = MemoryDatabase.of(memory, config, source, mapping);
        opened.add(database);
        var connections = pools.open(possession.instance(), config, source,
                hearing(possession.instance(), config.label()), possession.work(), database::before, opened);
        database.begin(config, connections);
        return new Engine(config, opening(possession, config), connections, Optional.empty(), mapping,
                possession.owner(), heard(possession), Optional.empty(), opened);
    }

    private ConnectionSource source(EngineConfig config, Optional<XaLines> lines) throws ReflectiveOperationException {
        if (config.url().isSqlite()) {
            return ConnectionSource.create(config).inNativeCode(nativeCalls);
        }
        return lines.isPresent() ? ConnectionSource.create(config, lines.get()) : ConnectionSource.create(config);
    }

    private static void place(Placement placement, Mapping mapping, Connection connection) throws SQLException {
        try {
            placement.opening(mapping.factory(), connection);
        } catch (RuntimeException e) {
            throw new PlacementException(e);
        }
    }

    /**
     * The databases of a family; none is opened yet, and none asked.
     *
     * @param app the app whose mapping they use
     * @param instance whose family it is; no scopes guard it
     * @param config where they are and how they are used
     * @param entities what the app's plan puts into each
     * @param watcher is told of each member
     * @return to be closed before this
     * @throws EngineException if the URL leads all keys to one database
     */
    public Family family(
            AppName app,
            InstanceName instance,
            FamilyConfig config,
            Entities entities,
            EngineWatcher watcher) {
        return family(app, new Possession(instance, null), config, entities, watcher);
    }

    /**
     * The databases of a family, whose sessions are for the scopes of one start alone; none is opened yet, and none asked.
     *
     * @param owner the start
     * @throws EngineException as {@link #family(AppName, InstanceName, FamilyConfig, Entities, EngineWatcher)}
     */
    public Family family(AppName app, Owner owner, FamilyConfig config, Entities entities, EngineWatcher watcher) {
        return family(app, Possession.of(owner), config, entities, watcher);
    }

    private Family family(
            AppName app,
            Possession possession,
            FamilyConfig config,
            Entities entities,
            EngineWatcher watcher) {
        var instance = possession.instance();
        var owner = "instance '%s', engine '%s'".formatted(instance, config.name());
        var databases = MemberDatabases.of(owner, config, admin -> pools.openBeside(instance, config.pattern(), admin));
        var limits = new OnDemand.Limits(config.maxOpen(), config.idle(), config.pattern().pool().borrowTimeout());
        return new Family(owner, config, databases, onDemand(instance, config.name(), limits,
                key -> watched(openMember(app, possession, config.member(key), entities, databases), watcher)));
    }

    /**
     * The databases that the rows of an engine are spread over; none is opened yet.
     *
     * @param app the app whose mapping they use
     * @param instance whose engine it is
     * @param config where they are and how they are used
     * @param entities what the app's plan puts into the engine
     * @param placements what each shard holds, by its name
     * @param watcher is told of each shard
     * @return in the order of the configuration; each to be closed before this
     */
    public List<Shard> shards(
            AppName app,
            InstanceName instance,
            ShardedConfig config,
            Entities entities,
            Function<String, Placement> placements,
            EngineWatcher watcher) {
        return shards(app, new Possession(instance, null), config, entities, placements, watcher);
    }

    /**
     * The databases that the rows of an engine are spread over, whose sessions are for the scopes of one start alone; none is
     * opened yet.
     *
     * @param owner the start
     * @return in the order of the configuration; each to be closed before this
     */
    public List<Shard> shards(
            AppName app,
            Owner owner,
            ShardedConfig config,
            Entities entities,
            Function<String, Placement> placements,
            EngineWatcher watcher) {
        return shards(app, Possession.of(owner), config, entities, placements, watcher);
    }

    private List<Shard> shards(
            AppName app,
            Possession possession,
            ShardedConfig config,
            Entities entities,
            Function<String, Placement> placements,
            EngineWatcher watcher) {
        var instance = possession.instance();
        return config.shards().stream().map(shard -> {
            var limits = new OnDemand.Limits(1, Duration.ZERO, shard.engine().pool().borrowTimeout());
            var placement = placements.apply(shard.name());
            return new Shard(shard.name(), onDemand(instance, config.name(), limits,
                    _ -> watched(open(app, possession, shard.engine(), entities, Optional.of(placement)), watcher)));
        }).toList();
    }

    private static Engine watched(Engine engine, EngineWatcher watcher) {
        try {
            watcher.opened(engine);
        } catch (Throwable e) {
            Closing.allAfter(e, List.of(engine));
            throw e;
        }
        engine.beforeClose(() -> watcher.closing(engine));
        return engine;
    }

    private OnDemand<Engine> onDemand(
            InstanceName instance,
            EngineName engine,
            OnDemand.Limits limits,
            OnDemand.Opener<Engine> opener) {
        return new OnDemand<>(name -> "instance '%s', engine '%s/%s'".formatted(instance, engine, name), limits, opener,
                threads, housekeeping, System::nanoTime);
    }

    private Engine openMember(
            AppName app,
            Possession possession,
            EngineConfig config,
            Entities entities,
            MemberDatabases databases) throws InterruptedException {
        var owner = "instance '%s', engine '%s'".formatted(possession.instance(), config.label());
        try (var _ = ownContext()) {
            mappings.prepare(MappingKey.of(app, config, entities, false), config,
                    new Wanted(config.reflect(), entities.tables()));
            var opening = databases.prepare(config.part().orElseThrow());
            Optional<Engine> engine = Optional.empty();
            try {
                engine = Optional.of(open(app, possession, config, entities, Optional.empty()));
                opening.succeeded();
                return engine.get();
            } catch (Throwable e) {
                engine.ifPresent(opened -> Closing.allAfter(e, List.of(opened)));
                Closing.allAfter(e, List.of(() -> opening.failed(e)));
                throw e;
            }
        } catch (InterruptedException | Error e) {
            throw e;
        } catch (Exception e) {
            throw EngineException.of(owner, config, e);
        }
    }

    /** Makes the folder of a database file. H2 would too, but fails where two of its databases do it at once; SQLite would not. */
    static void makeFolder(EngineConfig config) throws IOException {
        if (config.url().h2Setting("IFEXISTS").isEmpty()) {
            var folder = config.url().folder();
            if (folder.isPresent()) {
                try {
                    Files.createDirectories(folder.get());
                } catch (IOException e) {
                    throw new IOException("the folder %s can't be made (%s); make it, or name another one in the url"
                            .formatted(folder.get(), e.getClass().getSimpleName()), e);
                }
            }
        }
    }

    /** What hears each statement before it is prepared; null if nobody does. */
    private @Nullable UnaryOperator<String> heard(Possession possession) {
        var owner = possession.owner();
        var observing = observer.orElse(null);
        if (owner == null && observing == null) {
            return null;
        }
        return statement -> {
            if (owner != null) {
                owner.requireHere();
            }
            if (observing != null) {
                observing.executes(possession.instance(), statement);
            }
            return statement;
        };
    }

    private Hearing hearing(InstanceName instance, String engine) {
        return observer.<Hearing>map(some -> statement -> some.sends(instance, engine, statement))
                .orElse(Hearing.NOBODY);
    }

    /** How many mappings the open engines share. */
    int mappings() {
        return mappings.size();
    }

    /**
     * Closes the mappings of classes that are to be unloaded. No engine that uses one may be open any more.
     *
     * @param loader who loaded them
     */
    public void forget(ClassLoader loader) {
        mappings.forget(loader);
    }

    /** Closes the shared mappings and the timer. All engines must be closed before. */
    @Override
    public void close() {
        Closing.all(List.of(mappings, (AutoCloseable) housekeeping::shutdownNow, watch, nativeCalls));
    }
}
