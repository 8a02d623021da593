package dev.rowhouse.shard;

import dev.rowhouse.shard.ShardedEntity.Ids;
import dev.rowhouse.shard.TableRows.Page;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds ids that seem to tell a shard, and tell another one than the keys of their rows: ids from before there were shards, or from when
 * another attribute decided. Such a row would not be found by its id. Changes nothing. For one thread.
 *
 * @param shards the databases, by their names
 * @param batch how many rows are read at once
 */
record StrangeIds(ShardedModel model, ShardTables tables, SequencedMap<String, DataSource> shards, int batch) {
    /**
     * Reads the ids of all rows.
     *
     * @throws MoveException if there is a strange one
     * @throws SQLException if a database fails
     */
    void refuse() throws SQLException {
        for (var table : tables.keyed()) {
            var entity = entity(table);
            if (entity.filter(found -> found.ids() == Ids.NUMBERS && !found.key().isInId()).isPresent()) {
                for (var shard : shards.entrySet()) {
                    refuse(table, shard);
                }
            }
        }
    }

    private Optional<ShardedEntity> entity(ShardTable table) {
        var metamodel = model.factory().getMappingMetamodel();
        var name = metamodel.getImportedName(table.entity());
        return model.entity(name == null ? table.entity() : name);
    }

    private void refuse(ShardTable table, Map.Entry<String, DataSource> shard) throws SQLException {
        try (var connection = shard.getValue().getConnection()) {
            var rows = new TableRows(table, connection);
            List<@Nullable Object> after = List.of();
            for (var groups = page(rows, table, after); !groups.isEmpty(); groups = page(rows, table, after)) {
                after = groups.getLast().identity();
                for (var group : groups) {
                    refuse(group, shard.getKey());
                }
            }
        }
    }

    private List<RowGroup> page(TableRows rows, ShardTable table, List<@Nullable Object> after) throws SQLException {
        return rows.readWithKeys(new Page(List.of(), after, table.batch(batch), false, false), tables.options());
    }

    private void refuse(RowGroup group, String shard) {
        var key = group.keys().getFirst();
        var told = model.ids().shardOf(Long.parseLong(String.valueOf(group.identity().getFirst())));
        if (key.isPresent() && told.isPresent() && !told.get().equals(model.layout().shardOf(key.get()))) {
            throw new MoveException(
                    "shard '%s': the id of the %s was not made by this layout, and by chance leads to shard '%s', not to that of its key %s; nothing was moved: give the row another id"
                            .formatted(shard, group.named(), told.get(), key.get()));
        }
    }
}
