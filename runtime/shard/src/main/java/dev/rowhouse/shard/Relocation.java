package dev.rowhouse.shard;

import dev.rowhouse.shard.LayoutTable.Entry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
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
     * @throws MoveException if rows can't be moved, are on two shards and not alike, or would be lost with a shard that is named no more
     * @throws SQLException if a database fails
     */
    public long move(MoveListener listener) throws SQLException {
        var known = remembered();
        refuseLost(known);
        var tables = tables();
        if (!known.values()
                .stream()
                .allMatch(entry -> entry.filter(it -> layout().keepsIds(it.layout())).isPresent())) {
            new StrangeIds(engine.model(), tables, shards, batch).refuse();
        }
        remember(true);
        long moved = new RowMover(tables, shards, home(), batch, listener).move();
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

    /**
     * The shards that don't remember to be laid out as the configuration says, or that rows are being moved: the engine does not open
     * before its rows were moved, even if there are none to move.
     *
     * @param findings of a check
     * @throws SQLException if a database fails
     */
    public List<String> unsettled(List<RowCheck.Finding> findings) throws SQLException {
        var unsettled = new ArrayList<String>();
        remembered().forEach((shard, known) -> {
            boolean settled = known.map(entry -> !entry.moving() && entry.layout().equals(LayoutTable.layout(layout())))
                    .orElseGet(() -> findings.stream()
                            .allMatch(found -> !found.shard().equals(shard) || found.checksum().rows() == 0));
            if (!settled) {
                unsettled.add(shard);
            }
        });
        return unsettled;
    }

    private Layout layout() {
        return engine.layout();
    }

    private SequencedMap<String, Optional<Entry>> remembered() throws SQLException {
        SequencedMap<String, Optional<Entry>> known = new LinkedHashMap<>();
        for (Map.Entry<String, DataSource> shard : shards.entrySet()) {
            try (var connection = shard.getValue().getConnection()) {
                known.put(shard.getKey(), LayoutTable.read(connection));
            }
        }
        return known;
    }

    /** Rows of a shard that isn't named any more would be nowhere. */
    private void refuseLost(Map<String, Optional<Entry>> known) {
        var lost = new TreeSet<String>();
        known.values().forEach(entry -> entry.ifPresent(it -> lost.addAll(it.shards())));
        lost.removeAll(shards.keySet());
        if (!lost.isEmpty()) {
            throw new MoveException(
                    "rows were laid out over the shards %s too, which the file doesn't name, so they would be lost; name them again"
                            .formatted(lost));
        }
    }

    private ShardTables tables() throws SQLException {
        return ShardTables.read(engine.factory(), engine.shardBy(), shards.firstEntry().getValue());
    }

    private Function<Object, String> home() {
        return layout()::shardOf;
    }

    private void remember(boolean moving) throws SQLException {
        for (Map.Entry<String, DataSource> shard : shards.entrySet()) {
            try (var connection = shard.getValue().getConnection()) {
                connection.setAutoCommit(false);
                LayoutTable.write(connection, new Entry(engine.name(), shard.getKey(), engine.shards(),
                        LayoutTable.layout(layout()), moving));
                connection.commit();
                connection.setAutoCommit(true);
            }
        }
    }
}
