package dev.rowhouse.shard;

import dev.rowhouse.config.EngineConfig.Mapping;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.ShardedConfig;
import dev.rowhouse.engine.Owner;
import dev.rowhouse.engine.Placement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * One engine of one start of an instance whose rows are spread over several databases.
 *
 * <p>It opens none of them. Who opens one hands its {@linkplain #placement placement} to
 * {@link dev.rowhouse.engine.Engines#open(dev.rowhouse.config.AppName, InstanceName, dev.rowhouse.config.EngineConfig,
 * dev.rowhouse.spi.Entities, Placement)}, which so refuses a database whose rows lie otherwise than is configured, whenever it is opened.
 * {@linkplain #session A session} over all of them asks for those that it needs, one by one: a shard that can't be
 * opened fails what needs it, and nothing else.
 *
 * <p>Safe for use by many threads.
 */
public final class ShardedEngine {
    private final InstanceName instance;
    private final @Nullable Owner owner;
    private final ShardedConfig config;
    private final ReentrantLock learning = new ReentrantLock();
    private final ConcurrentMap<String, TextOrder> textOrders = new ConcurrentHashMap<>();
    private volatile @Nullable ShardedModel model;

    private ShardedEngine(InstanceName instance, @Nullable Owner owner, ShardedConfig config) {
        this.instance = instance;
        this.owner = owner;
        this.config = config;
    }

    /**
     * An engine over some databases, none of which is open yet.
     *
     * @param instance whose engine it is, for messages; no scopes guard it
     * @throws IllegalArgumentException if a shard has a mapping of its own
     */
    public static ShardedEngine of(InstanceName instance, ShardedConfig config) {
        return of(instance, null, config);
    }

    /**
     * An engine over some databases of one start, none of which is open yet.
     *
     * @param owner the start, which owns the engines of its shards as well
     * @throws IllegalArgumentException if a shard has a mapping of its own
     */
    public static ShardedEngine of(Owner owner, ShardedConfig config) {
        return of(owner.instance(), owner, config);
    }

    private static ShardedEngine of(InstanceName instance, @Nullable Owner owner, ShardedConfig config) {
        for (var shard : config.shards()) {
            if (shard.engine().mapping() == Mapping.OWN) {
                throw new IllegalArgumentException(
                        "instance '%s', engine '%s/%s': shards share one mapping; leave out mapping = own"
                                .formatted(instance, config.name(), shard.name()));
            }
        }
        return new ShardedEngine(instance, owner, config);
    }

    /**
     * What the mapping of a shard has to know of it when it is opened.
     *
     * @param shard the name of one that is configured
     * @throws IllegalArgumentException if there is none
     */
    public Placement placement(String shard) {
        requireShard(shard);
        return new ShardPlacement(this, shard);
    }

    /**
     * The same for a shard that is opened to {@linkplain Relocation move} its rows: they may lie otherwise than is configured, and no
     * session writes any.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public Placement placementForMoving(String shard) {
        requireShard(shard);
        return new MovingPlacement(this, shard);
    }

    private void requireShard(String shard) {
        if (!shards().contains(shard)) {
            throw new IllegalArgumentException(
                    "engine '%s' has no shard '%s'; it has %s".formatted(name(), shard, shards()));
        }
    }

    /** Lets another thread do a part of the work that this one is doing. */
    <T> Callable<T> lend(Callable<T> task) {
        return owner == null ? task : owner.lend(task);
    }

    /** The attribute that decides, by the name of the entity. */
    Map<String, String> shardBy() {
        return config.shardBy();
    }

    /** Learns the entities from the first shard that opens; all others must have the same. */
    @SuppressWarnings("ReferenceEquality") // A factory is equal to itself.
    ShardedModel admit(String shard, SessionFactoryImplementor factory) {
        learning.lock();
        try {
            if (model == null) {
                model = ShardedModel.create(config, factory);
            }
        } finally {
            learning.unlock();
        }
        var known = model();
        if (known.factory() != factory) {
            throw new IllegalStateException(
                    "its database product, its properties or its tables without classes differ from those of the shards that are open; make shard '%s' like the others"
                            .formatted(shard));
        }
        return known;
    }

    /** What the shards have in common. At least one was opened, because rows come from there. */
    ShardedModel model() {
        var known = model;
        if (known == null) {
            throw new IllegalStateException(
                    "instance '%s', engine '%s': none of its shards was opened yet".formatted(instance, name()));
        }
        return known;
    }

    Optional<ShardedModel> knownModel() {
        return Optional.ofNullable(model);
    }

    /**
     * What knows the entities, the same for all shards. For looking things up in it, never to be handed to an app, closed or changed.
     *
     * @throws IllegalStateException if no shard was opened yet
     */
    public SessionFactoryImplementor factory() {
        return model().factory();
    }

    /** The name of the engine. */
    public String name() {
        return config.name().value();
    }

    /** The names of the shards, as configured. */
    public List<String> shards() {
        return config.shards().stream().map(ShardedConfig.Shard::name).toList();
    }

    /**
     * Where keys lead.
     *
     * @throws IllegalStateException if no shard was opened yet, since entities say of which type keys are
     */
    public Layout layout() {
        return model().layout();
    }

    /**
     * The shard that a key leads to.
     *
     * @throws IllegalArgumentException if it is of another type than the attribute that decides, or leads to none
     * @throws IllegalStateException if no shard was opened yet
     */
    public String shardOf(Object key) {
        try {
            return layout().shardOf(key);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(label(), e.getMessage()), e);
        }
    }

    /**
     * A session over all shards.
     *
     * @param sessions those of the piece of work that it is for
     */
    public ShardedSession session(ShardSessions sessions) {
        return new ShardedSession(this, sessions);
    }

    /** How the database of a shard orders texts; it is asked once. */
    TextOrder textOrder(String shard, Function<String, Session> sessions) {
        var known = textOrders.get(shard);
        if (known == null) {
            var dialect = model().factory().getJdbcServices().getDialect();
            known = sessions.apply(shard).doReturningWork(connection -> TextOrder.of(dialect, connection));
            textOrders.put(shard, known);
        }
        return known;
    }

    /** What the operator runs to move rows where they belong. */
    String moveCommand() {
        return "rowhouse shards CONF %s %s move".formatted(instance, name());
    }

    /** How messages begin. */
    String label() {
        return "instance '%s', engine '%s'".formatted(instance, name());
    }

    String label(String shard) {
        return "instance '%s', engine '%s/%s'".formatted(instance, name(), shard);
    }
}
