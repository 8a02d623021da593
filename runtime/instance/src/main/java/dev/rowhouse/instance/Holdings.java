package dev.rowhouse.instance;

import dev.rowhouse.config.EngineConfig.Transactions;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.engine.EngineException;
import dev.rowhouse.engine.EngineWatcher;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.engine.PlacementException;
import dev.rowhouse.engine.Shard;
import dev.rowhouse.session.Holding;
import dev.rowhouse.session.Start;
import dev.rowhouse.shard.ShardedEngine;
import dev.rowhouse.spi.Entities;
import dev.rowhouse.xa.RecoveryException;
import dev.rowhouse.xa.XaTransactions;
import jakarta.persistence.metamodel.EntityType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one start of an instance holds by the names of its app's plan: engines, sharded engines, families, and what commits
 * transactions over several of them. Opened by one thread; closed together, the last one first.
 */
final class Holdings {
    private static final Logger log = LoggerFactory.getLogger(Holdings.class);

    private final InstanceConfig config;
    private final HostedApp<?> app;
    private final Engines shared;
    private final Start start;
    private final List<Holding> all = new ArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private @Nullable XaTransactions xa;
    private EngineWatcher watcher = EngineWatcher.NONE;

    private Holdings(InstanceConfig config, HostedApp<?> app, Engines shared, Start start) {
        this.config = config;
        this.app = app;
        this.shared = shared;
        this.start = start;
    }

    /**
     * Opens everything that the plan names, for one start.
     *
     * @throws RuntimeException if something can't be opened; all is closed again then
     */
    static Holdings open(InstanceConfig config, HostedApp<?> app, Engines shared, Start start)
            throws InterruptedException {
        var holdings = new Holdings(config, app, shared, start);
        try {
            holdings.open();
            return holdings;
        } catch (Throwable failure) {
            holdings.closeAfter(failure);
            throw failure;
        }
    }

    private void open() throws InterruptedException {
        if (config.transactions() == Transactions.XA) {
            var transactions = XaTransactions.open(config.name(), config.folder(), List.of());
            opened.add(transactions);
            xa = transactions;
            watcher = new Enrolment(transactions);
        }
        for (var planned : app.engines().entrySet()) {
            all.add(engine(planned.getKey(), planned.getValue()));
        }
        for (var planned : app.families().entrySet()) {
            all.add(family(planned.getKey(), planned.getValue()));
        }
    }

    private Holding engine(EngineName name, Entities entities) throws InterruptedException {
        var plain = config.engines().get(name);
        if (plain != null) {
            var engine = shared.open(app.name(), start, plain, entities);
            opened.add(engine);
            watcher.opened(engine);
            opened.add(() -> watcher.closing(engine));
            return new Holding.Single(engine);
        }
        var sharded = config.sharded().get(name);
        if (sharded == null) {
            throw new IllegalStateException("the app needs the engine '%s'; declare engines.%s".formatted(name, name));
        }
        var engine = ShardedEngine.of(start, sharded);
        var shards = shared.shards(app.name(), start, sharded, entities, engine::placement, watcher);
        opened.addAll(shards);
        tryAll(name, shards);
        return new Holding.Sharded(engine, shards);
    }

    /**
     * Opens shards that can be opened, so that their tables are there and rows lie where the layout says. One that is down is tried
     * again when it is needed.
     *
     * @throws EngineException if none can be opened, or rows lie elsewhere
     */
    private void tryAll(EngineName name, List<Shard> shards) {
        RuntimeException failure = null;
        int down = 0;
        for (var shard : shards) {
            try {
                shard.lease().close();
            } catch (EngineException | RecoveryException e) {
                if (isRefused(e) || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                log.warn("instance '{}': shard '{}/{}' can't be opened, what needs it fails until it can: {}",
                        config.name(), name, shard.name(), Reasons.describe(e, config.secrets()));
                down++;
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null && down == shards.size()) {
            throw failure;
        }
    }

    private static boolean isRefused(RuntimeException failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .anyMatch(PlacementException.class::isInstance);
    }

    private Holding family(EngineName name, Entities entities) {
        var declared = config.families().get(name);
        if (declared == null) {
            throw new IllegalStateException(
                    "the app needs the family of engines '%s'; declare engine-families.%s".formatted(name, name));
        }
        var family = shared.family(app.name(), start, declared, entities, watcher);
        opened.add(family);
        return new Holding.Kindred(family);
    }

    /** Lets engines take part in transactions over several, from when they are open until they close. */
    private record Enrolment(XaTransactions transactions) implements EngineWatcher {
        @Override
        public void opened(Engine engine) {
            transactions.add(engine);
        }

        @Override
        public void closing(Engine engine) {
            transactions.remove(engine);
        }
    }

    /** In the order of the plan, families last. */
    List<Holding> all() {
        return List.copyOf(all);
    }

    /** The classes of the entities that they hold. */
    Set<Class<?>> entities() {
        Set<Class<?>> classes = new LinkedHashSet<>();
        for (var holding : all) {
            switch (holding) {
                case Holding.Single(var engine) -> classes.addAll(classes(engine.factory()));
                case Holding.Sharded(var engine, _) -> classes.addAll(classes(engine.factory()));
                // None may be open yet; what files map in them is left out.
                case Holding.Kindred(var family) ->
                    classes.addAll(Objects.requireNonNull(app.families().get(family.name())).classes());
            }
        }
        return classes;
    }

    private static List<Class<?>> classes(SessionFactory factory) {
        return factory.getMetamodel()
                .getEntities()
                .stream()
                .<Class<?>>map(EntityType::getJavaType)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Commits in two phases; null if nothing does. */
    @Nullable
    XaTransactions xa() {
        return xa;
    }

    /** Closes all because of a failure, which stays the one that is reported. */
    void closeAfter(Throwable failure) {
        // Files that are closed on an interrupted thread are cut off.
        boolean interrupted = Thread.interrupted();
        for (var one : opened.reversed()) {
            try {
                one.close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
        opened.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
