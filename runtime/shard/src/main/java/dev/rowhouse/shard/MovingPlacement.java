package dev.rowhouse.shard;

import dev.rowhouse.engine.Placement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Admits a shard wherever its rows lie, so that they can be moved, if it is that shard. No session writes to it meanwhile. */
final class MovingPlacement implements Placement {
    private final ShardedEngine engine;
    private final String shard;

    MovingPlacement(ShardedEngine engine, String shard) {
        this.engine = engine;
        this.shard = shard;
    }

    @Override
    public void opening(SessionFactoryImplementor factory, Connection connection) throws SQLException {
        engine.admit(shard, factory);
        LayoutTable.requireShard(LayoutTable.read(connection), engine.name(), shard);
    }

    @Override
    public Object newId(String entity, @Nullable Object row, Supplier<Object> generated) {
        throw new IllegalStateException("rows are being moved; nobody writes");
    }

    @Override
    public void check(EntityPersister entity, Object id, @Nullable Object[] state) {
        throw new IllegalStateException("rows are being moved; nobody writes");
    }
}
