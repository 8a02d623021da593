package dev.rowhouse.shard;

import dev.rowhouse.config.ShardedConfig;
import dev.rowhouse.config.ShardedConfig.Strategy;
import dev.rowhouse.shard.KeyPath.Place;
import dev.rowhouse.shard.ShardedEntity.Ids;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.generator.Assigned;
import org.hibernate.generator.Generator;
import org.hibernate.id.ForeignGenerator;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * What all shards of one engine have in common: their entities, where each has its key, and where keys lead.
 *
 * <p>Immutable; safe for use by many threads.
 */
@SuppressWarnings("removal") // Hibernate still makes ForeignGenerator.
final class ShardedModel {
    private static final Set<Class<?>> WIDE = Set.of(long.class, Long.class, BigInteger.class);
    private static final Set<Class<?>> UNIQUE = Set.of(UUID.class, String.class, byte[].class);

    private final SessionFactoryImplementor factory;
    private final Layout layout;
    private final ShardIds ids;
    private final Map<String, ShardedEntity> entities;

    private ShardedModel(
            SessionFactoryImplementor factory,
            Layout layout,
            ShardIds ids,
            Map<String, ShardedEntity> entities) {
        this.factory = factory;
        this.layout = layout;
        this.ids = ids;
        this.entities = entities;
    }

    /**
     * Looks at all entities of a mapping.
     *
     * @throws IllegalArgumentException if rows of some can't be spread as the configuration says; names them all
     */
    static ShardedModel create(ShardedConfig config, SessionFactoryImplementor factory) {
        var mistakes = new ArrayList<String>();
        var entities = new HashMap<String, ShardedEntity>();
        var keys = new HashMap<KeyType, ShardedEntity>();
        Class<?> key = null;
        for (var entity : persisters(factory)) {
            try {
                var known = entity(config, entity);
                entities.put(entity.getEntityName(), known);
                key = known.key().java();
                KeyType.of(key).ifPresent(type -> keys.putIfAbsent(type, known));
            } catch (IllegalArgumentException e) {
                mistakes.add("entity '%s': %s".formatted(name(entity), e.getMessage()));
            }
        }
        for (var entity : List.copyOf(entities.values())) {
            entity.key().target().ifPresent(target -> {
                var other = entities.get(target.getEntityName());
                if (other != null && other.key().place() != Place.ID) {
                    mistakes.add("entity '%s': '%s' leads to %s, whose rows are spread by '%s', not by their id"
                            .formatted(entity.name(), entity.key().path(), other.name(), other.key().path()));
                }
            });
        }
        if (keys.size() > 1) {
            mistakes.add("the keys of all entities must be of one type, but %s".formatted(String.join(", ",
                    keys.entrySet()
                            .stream()
                            .map(each -> "that of %s is %s".formatted(each.getValue().name(), each.getKey()))
                            .sorted()
                            .toList())));
        }
        if (mistakes.isEmpty() && key != null) {
            try {
                var layout = Layout.create(config, key);
                return new ShardedModel(factory, layout, ShardIds.of(layout), Map.copyOf(entities));
            } catch (IllegalArgumentException e) {
                mistakes.add(String.valueOf(e.getMessage()));
            }
        }
        throw new IllegalArgumentException(mistakes.isEmpty()
                ? "no entity is in it, so there are no rows to spread; name it as an engine with one url"
                : String.join("; ", mistakes));
    }

    private static List<EntityPersister> persisters(SessionFactoryImplementor factory) {
        var all = new ArrayList<EntityPersister>();
        factory.getMappingMetamodel().forEachEntityDescriptor(all::add);
        return all;
    }

    private static ShardedEntity entity(ShardedConfig config, EntityPersister entity) {
        var path = shardBy(config, entity);
        var key = KeyPath.find(entity, path)
                .orElseThrow(() -> new IllegalArgumentException(
                        "it has no attribute '%s' that could tell the shard of its rows; give it one, or name another in shard-by"
                                .formatted(path)));
        var ids = ids(entity.getGenerator(), entity.getIdentifierType().getReturnedClass());
        if (ids == Ids.ASSIGNED && !key.isInId() && !(entity.getGenerator() instanceof ForeignGenerator)) {
            throw new IllegalArgumentException(
                    "its ids are assigned and don't have '%s', so two shards could have the same; make it a part of the id, or let ids be generated"
                            .formatted(path));
        }
        if (ids != Ids.ASSIGNED && key.place() == Place.ID && config.strategy() != Strategy.HASH) {
            throw new IllegalArgumentException(
                    "its ids are generated and decide on the shard, which only strategy = hash allows; or assign them");
        }
        return new ShardedEntity(entity, name(entity), key, ids);
    }

    private static String shardBy(ShardedConfig config, EntityPersister entity) {
        for (EntityPersister each = entity; each != null; each = above(each)) {
            var path = config.shardBy().get(name(each));
            if (path != null) {
                return path;
            }
        }
        var path = config.shardBy().get(ShardedConfig.ALL);
        if (path == null) {
            throw new IllegalArgumentException("shard-by doesn't say which attribute tells the shard of its rows");
        }
        return path;
    }

    private static @Nullable EntityPersister above(EntityPersister entity) {
        var above = entity.getSuperMappingType();
        return above == null ? null : above.getEntityPersister();
    }

    /** As queries name it; entities without a class have one name only. */
    private static String name(EntityPersister entity) {
        var name = entity.getJpaEntityName();
        return name == null ? entity.getEntityName() : name;
    }

    private static Ids ids(Generator generator, Class<?> java) {
        if (generator instanceof Assigned || generator instanceof ForeignGenerator || !generator.generatesOnInsert()) {
            return Ids.ASSIGNED;
        }
        if (generator.generatedOnExecution()) {
            throw new IllegalArgumentException(
                    "each shard would count its identity column by itself, so two would give the same ids; use a sequence or a table");
        }
        if (WIDE.contains(java)) {
            return Ids.NUMBERS;
        }
        if (UNIQUE.contains(java)) {
            return Ids.UNIQUE;
        }
        // A composite one, or a number that is too small to carry more than a count.
        if (!Number.class.isAssignableFrom(java) && !java.isPrimitive()) {
            return Ids.ASSIGNED;
        }
        throw new IllegalArgumentException(
                "its ids are %s, which is too small for ids that tell the shard; make them long"
                        .formatted(java.getSimpleName()));
    }

    SessionFactoryImplementor factory() {
        return factory;
    }

    Layout layout() {
        return layout;
    }

    ShardIds ids() {
        return ids;
    }

    /** The tables' own entities: those that are no others' kind. */
    List<EntityPersister> roots() {
        return entities.values()
                .stream()
                .map(ShardedEntity::entity)
                .filter(entity -> entity.getSuperMappingType() == null)
                .toList();
    }

    /** What is known of an entity, by Hibernate's name of it; empty if it is none of these. */
    Optional<ShardedEntity> entity(String name) {
        return Optional.ofNullable(entities.get(name));
    }

    ShardedEntity entity(EntityPersister entity) {
        return entity(entity.getEntityName()).orElseThrow(() -> new IllegalArgumentException(
                "entity '%s' is not in this engine".formatted(entity.getEntityName())));
    }

    /** The key of an instance; empty if it has none, or can't be told without asking a database. */
    Optional<Object> keyOf(ShardedEntity entity, Object instance) {
        if (instance instanceof HibernateProxy proxy) {
            var lazy = proxy.getHibernateLazyInitializer();
            return lazy.isUninitialized() ? Optional.ofNullable(entity.key().ofId(lazy.getInternalIdentifier()))
                    : keyOf(entity, lazy.getImplementation());
        }
        if (entity.choosesKey()) {
            var id = entity.entity().getIdentifierMapping();
            var value = id.getIdentifier(instance);
            return Boolean.TRUE.equals(id.getUnsavedStrategy().isUnsaved(value)) ? Optional.empty()
                    : Optional.ofNullable(value);
        }
        return Optional.ofNullable(entity.key().ofInstance(entity.entity(), instance));
    }

    /** The only shard that a row with this id can be in; empty if the id doesn't tell. */
    Optional<String> exact(ShardedEntity entity, Object id) {
        var key = entity.key().ofId(id);
        if (key != null) {
            return Optional.of(layout.shardOf(key));
        }
        return entity.ids() == Ids.NUMBERS && id instanceof Number number ? ids.shardOf(number.longValue())
                : Optional.empty();
    }

    /** The shard that a row with this id is most likely in; empty if the id doesn't tell. */
    Optional<String> likely(ShardedEntity entity, Object id) {
        return entity.ids() == Ids.NUMBERS && id instanceof Number number && layout.strategy() != Strategy.HASH
                ? ids.birth(number.longValue())
                : Optional.empty();
    }
}
