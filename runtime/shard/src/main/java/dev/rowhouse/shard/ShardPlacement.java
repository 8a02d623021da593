package dev.rowhouse.shard;

import dev.rowhouse.config.ShardedConfig.Strategy;
import dev.rowhouse.engine.Placement;
import dev.rowhouse.shard.ShardedEntity.Ids;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/** One shard's part of the rows: admits its database, makes its ids, refuses rows of others. */
final class ShardPlacement implements Placement {
    private static final int TRIES = 100_000;

    private final ShardedEngine engine;
    private final String shard;

    ShardPlacement(ShardedEngine engine, String shard) {
        this.engine = engine;
        this.shard = shard;
    }

    @Override
    public void opening(SessionFactoryImplementor factory, Connection connection) throws SQLException {
        var model = engine.admit(shard, factory);
        refuseLooseTexts(model, connection);
        var layout = LayoutTable.layout(model.layout());
        var known = LayoutTable.read(connection);
        if (known.isEmpty()) {
            refuseRows(model, connection);
            LayoutTable.write(connection, new LayoutTable.Entry(engine.name(), shard, engine.shards(), layout, false));
            return;
        }
        var entry = known.get();
        LayoutTable.requireShard(known, engine.name(), shard);
        if (!entry.layout().equals(layout)) {
            throw new IllegalStateException("its rows are laid out over %s, the configuration says %s: run %s"
                    .formatted(entry.layout(), layout, engine.moveCommand()));
        }
        if (entry.moving()) {
            throw new IllegalStateException(
                    "rows were being moved when that was stopped; to end it, run " + engine.moveCommand());
        }
    }

    /** A database that takes different texts for equal would find rows of a key that are in another shard. */
    private static void refuseLooseTexts(ShardedModel model, Connection connection) throws SQLException {
        var order = TextOrder.of(model.factory().getJdbcServices().getDialect(), connection);
        if (model.layout().hasTexts() && order.kind() == TextOrder.Kind.UNKNOWN) {
            throw new IllegalStateException(
                    "its keys are texts, and %s may take different ones for equal; spread its rows by a number or a UUID"
                            .formatted(order.collation()));
        }
    }

    private void refuseRows(ShardedModel model, Connection connection) throws SQLException {
        for (var entity : model.roots()) {
            var table = entity.getIdentifierTableDetails().getTableName();
            try (var statement = connection.createStatement()) {
                statement.setMaxRows(1);
                try (var rows = statement.executeQuery("select 1 from " + table)) {
                    if (rows.next()) {
                        throw new IllegalStateException(
                                "table %s has rows, and nothing tells which shard they belong to: run %s"
                                        .formatted(table, engine.moveCommand()));
                    }
                }
            }
        }
    }

    @Override
    public Object newId(String name, @Nullable Object row, Supplier<Object> generated) {
        var model = engine.model();
        var entity = model.entity(name)
                .orElseThrow(() -> new IllegalStateException("entity '%s' is not in this engine".formatted(name)));
        if (entity.choosesKey()) {
            return entity.ids() == Ids.NUMBERS ? sized(model.ids().nextKey(shard, count(generated)), entity)
                    : uniqueKey(model.layout(), generated);
        }
        if (entity.ids() != Ids.NUMBERS) {
            return generated.get();
        }
        if (row == null) {
            throw new UnsupportedOperationException(
                    "entity '%s': an insert by a query has no id, and the id carries the place of the row; persist an instance"
                            .formatted(entity.name()));
        }
        var key = model.keyOf(entity, row).orElseThrow(() -> new IllegalArgumentException(noKey(entity)));
        refuseOther(model, entity, key);
        return sized(model.ids().next(shard, count(generated), key), entity);
    }

    private static long count(Supplier<Object> generated) {
        return ((Number) generated.get()).longValue();
    }

    private static Object sized(long id, ShardedEntity entity) {
        return entity.entity().getIdentifierType().getReturnedClass() == BigInteger.class ? BigInteger.valueOf(id) : id;
    }

    private Object uniqueKey(Layout layout, Supplier<Object> generated) {
        for (int i = 0; i < TRIES; i++) {
            var id = generated.get();
            if (layout.shardOf(id).equals(shard)) {
                return id;
            }
        }
        throw new IllegalStateException("none of %d ids leads to shard '%s'".formatted(TRIES, shard));
    }

    @Override
    public void check(EntityPersister persister, Object id, @Nullable Object[] state) {
        var model = engine.model();
        var entity = model.entity(persister);
        var key = entity.key().ofState(id, state);
        if (key == null) {
            throw new IllegalArgumentException(noKey(entity));
        }
        refuseOther(model, entity, key);
        var byId = model.exact(entity, id);
        if (byId.isPresent() && !byId.get().equals(shard)) {
            throw new IllegalArgumentException(
                    "%s: the id %s leads to shard '%s', and the key %s to '%s'; leave ids to be generated"
                            .formatted(where(entity), id, byId.get(), key, shard));
        }
        refuseStrangers(model, entity, key, state);
    }

    /** What a foreign key leads to must stay in one database with it, whatever is moved later. */
    private void refuseStrangers(ShardedModel model, ShardedEntity entity, Object key, @Nullable Object[] state) {
        var attributes = entity.entity().getAttributeMappings();
        for (int i = 0; i < attributes.size(); i++) {
            if (attributes.get(i) instanceof ToOneAttributeMapping association) {
                var value = state[association.getStateArrayPosition()];
                var target = association.getAssociatedEntityMappingType().getEntityPersister();
                if (value != null && !together(model, model.entity(target), key, value)) {
                    throw new IllegalArgumentException(
                            "%s: '%s' leads to a row whose key is not %s; rows that are associated need the same key"
                                    .formatted(where(entity), association.getAttributeName(), key));
                }
            }
        }
    }

    private static boolean together(ShardedModel model, ShardedEntity target, Object key, Object other) {
        var others = model.keyOf(target, other);
        if (others.isPresent()) {
            return model.layout().together(key, others.get());
        }
        // A row that isn't loaded: its id may carry the slot.
        return !(other instanceof HibernateProxy proxy) || model.layout().strategy() != Strategy.HASH
                || model.exact(target, proxy.getHibernateLazyInitializer().getInternalIdentifier())
                        .map(model.layout().shardOf(key)::equals)
                        .orElse(true);
    }

    private void refuseOther(ShardedModel model, ShardedEntity entity, Object key) {
        var its = model.layout().shardOf(key);
        if (!its.equals(shard)) {
            throw new IllegalArgumentException(
                    "%s: its key %s = %s belongs to shard '%s', and this is shard '%s'; remove the row and persist a new one, or give rows that are saved together the same key"
                            .formatted(where(entity), entity.key().path(), key, its, shard));
        }
    }

    private String noKey(ShardedEntity entity) {
        return "%s: '%s' is null%s, so nothing tells which shard the row belongs to; set it before it is persisted"
                .formatted(where(entity), entity.key().path(), entity.key().orUnsaved());
    }

    private String where(ShardedEntity entity) {
        return "%s, entity '%s'".formatted(engine.label(shard), entity.name());
    }
}
