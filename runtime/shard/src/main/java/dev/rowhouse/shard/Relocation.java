package dev.rowhouse.shard;

import dev.rowhouse.shard.LayoutTable.Entry;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Brings the rows of a sharded engine to where its configuration says they belong, and lets its databases remember that. While it is under
 * way, and if it was stopped, they remember that instead, and the engine does not open otherwise.
 *
 * <p>To be used while nobody else works with the engine. For one thread.
 */
public final class Relocation {
    private final ShardedEngine engine;
    private final SequencedMap<String, DataSource> shards;
    private final int batch;

    /**
     * Nothing is moved yet.
     *
     * @param engine whose shards were opened with {@link ShardedEngine#placementForMoving}
     * @param shards all its databases, by their names
     * @param batch how many rows are read or moved at once
     */
    public Relocation(ShardedEngine engine, SequencedMap<String, DataSource> shards, int batch) {
        this.engine = engine;
        this.shards = shards;
        this.batch = batch;
    }

    /**
     * Moves all rows that are not where they belong. May be stopped at any point, and done again.
     *
     * @return how many left a shard
     * @throws MoveException if rows can't be moved, or are on two shards and not alike
     * @throws SQLException if a database fails
     */
    public long move(MoveListener listener) throws SQLException {
        remember(true);
        long moved = new RowMover(tables(), shards, home(), batch, listener).move();
        remember(false);
        return moved;
    }

    /**
     * Reads all rows, and changes nothing.
     *
     * @return for each shard and table what was found
     * @throws SQLException if a database fails
     */
    public List<RowCheck.Finding> check() throws SQLException {
        return new RowCheck(tables(), shards, home(), batch).check();
    }

    private ShardTables tables() throws SQLException {
        return ShardTables.read(engine.factory(), engine.shardBy(), shards.firstEntry().getValue());
    }

    private Function<Object, String> home() {
        return engine.layout()::shardOf;
    }

    private void remember(boolean moving) throws SQLException {
        for (Map.Entry<String, DataSource> shard : shards.entrySet()) {
            try (var connection = shard.getValue().getConnection()) {
                connection.setAutoCommit(false);
                LayoutTable.write(connection,
                        new Entry(engine.name(), shard.getKey(), LayoutTable.layout(engine.layout()), moving));
                connection.commit();
                connection.setAutoCommit(true);
            }
        }
    }
}
