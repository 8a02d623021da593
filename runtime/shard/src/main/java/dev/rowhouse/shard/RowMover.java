package dev.rowhouse.shard;

import dev.rowhouse.shard.TableRows.KeyValue;
import dev.rowhouse.shard.TableRows.Page;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Brings the rows of a sharded engine to the shards that they belong to, after shards were added or bounds moved.
 *
 * <p>The rows of some values of the key at a time are copied, parents first; all are read again in both shards and compared; and
 * then deleted where they don't belong, children first, each batch after it was compared once more under a lock. Each batch is a
 * transaction. So it may end anywhere, between any two statements, and be started again: a row is always in one of both shards,
 * or alike in both, and what is done already is not done twice. A row that is in both and not alike is refused.
 *
 * <p>Nobody should work with the engine meanwhile: whoever looks for rows of a value that is being moved finds only some.
 * Sequences need nothing: ids are unique over all shards. On PostgreSQL the large objects of rows that left stay behind, as they
 * do when Hibernate deletes rows; {@code vacuumlo} removes them.
 *
 * <p>For one thread.
 */
public final class RowMover {
    /** How many rows are moved at once, unless somebody says otherwise. */
    public static final int BATCH = 1000;

    private static final int KEYS = 100;

    private final ShardTables tables;
    private final SequencedMap<String, DataSource> shards;
    private final Function<Object, String> home;
    private final int batch;
    private final MoveListener listener;
    private long moved;

    /**
     * Nothing is asked or moved yet.
     *
     * @param shards the databases, by their names
     * @param home the name of the shard that a value of the key belongs to
     * @param batch how many rows are moved at once; fewer of tables whose rows may be large
     */
    public RowMover(
            ShardTables tables,
            SequencedMap<String, DataSource> shards,
            Function<Object, String> home,
            int batch,
            MoveListener listener) {
        this.tables = tables;
        this.shards = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(shards));
        this.home = home;
        this.batch = batch;
        this.listener = listener;
    }

    /**
     * Moves all rows that are not where they belong.
     *
     * @return how many left a shard
     * @throws MoveException if rows can't be moved, or are on two shards and not alike; can be run again
     * @throws SQLException if a database fails; can be run again
     */
    public long move() throws SQLException {
        moved = 0;
        for (var table : tables.keyed()) {
            for (var source : shards.keySet()) {
                leave(source, table);
            }
        }
        return moved;
    }

    private void leave(String source, ShardTable table) throws SQLException {
        try (var from = new Transactions(shard(source))) {
            var rows = new TableRows(table, from.connection());
            Optional<Object> after = Optional.empty();
            while (true) {
                var keys = rows.keys(after, KEYS, tables.options());
                from.commit();
                if (keys.isEmpty()) {
                    return;
                }
                after = Optional.of(keys.getLast().cell());
                SequencedMap<String, List<Object>> targets = new LinkedHashMap<>();
                for (var key : keys) {
                    targets.computeIfAbsent(target(key), _ -> new ArrayList<>()).add(key.cell());
                }
                targets.remove(source);
                for (var target : targets.entrySet()) {
                    try (var to = new Transactions(shard(target.getKey()))) {
                        new Pair(source, from, target.getKey(), to, target.getValue()).move(tables.like(table));
                    }
                }
            }
        }
    }

    private String target(KeyValue key) {
        try {
            return home.apply(key.value());
        } catch (IllegalArgumentException e) {
            throw new MoveException("rows can't be moved: " + e.getMessage());
        }
    }

    private DataSource shard(String name) {
        var shard = shards.get(name);
        if (shard == null) {
            throw new MoveException("rows belong to shard '%s', which is none of %s".formatted(name, shards.keySet()));
        }
        return shard;
    }

    /** A connection with transactions of its own; what is not committed at its end is rolled back. */
    private record Transactions(Connection connection, boolean automatic) implements AutoCloseable {
        Transactions(DataSource shard) throws SQLException {
            this(shard.getConnection());
        }

        private Transactions(Connection connection) throws SQLException {
            this(connection, connection.getAutoCommit());
            connection.setAutoCommit(false);
        }

        void commit() throws SQLException {
            connection.commit();
        }

        @Override
        public void close() throws SQLException {
            try (connection) {
                connection.rollback();
                connection.setAutoCommit(automatic);
            }
        }
    }

    /** Some values whose rows go from one shard to another. */
    private final class Pair {
        private final String source;
        private final Transactions from;
        private final String target;
        private final Transactions to;
        private final List<Object> keys;

        Pair(String source, Transactions from, String target, Transactions to, List<Object> keys) {
            this.source = source;
            this.from = from;
            this.target = target;
            this.to = to;
            this.keys = keys;
        }

        void move(List<ShardTable> all) throws SQLException {
            refuseFollowers(all);
            List<ShardTable> present = new ArrayList<>();
            for (var table : all) {
                if (copy(table)) {
                    present.add(table);
                }
            }
            for (var table : present) {
                verify(table);
            }
            for (var table : present.reversed()) {
                delete(table);
            }
        }

        /** Rows that stay would be changed by the database itself if those that they point to were deleted. */
        private void refuseFollowers(List<ShardTable> all) throws SQLException {
            for (var following : tables.following()) {
                if (!all.contains(following.parent())) {
                    continue;
                }
                var child = following.child();
                boolean like = all.contains(child);
                var sql = new StringBuilder("select %s from %s t where exists (select 1 from %s u where "
                        .formatted(child.list("t", child.identity()), child.name(), following.parent().name()));
                for (int i = 0; i < following.columns().size(); i++) {
                    sql.append("u.%s = t.%s and ".formatted(child.quoted(following.targets().get(i)),
                            child.quoted(following.columns().get(i))));
                }
                sql.append(following.parent().hasKey("u", keys.size())).append(')');
                if (like) {
                    sql.append(" and case when %s then 1 else 0 end = 0".formatted(child.hasKey("t", keys.size())));
                }
                try (var statement = from.connection().prepareStatement(sql.toString())) {
                    int position = new TableRows(following.parent(), from.connection()).bind(statement, 1, keys);
                    if (like) {
                        new TableRows(child, from.connection()).bind(statement, position, keys);
                    }
                    try (var rows = statement.executeQuery()) {
                        if (rows.next()) {
                            throw new MoveException(
                                    "shard '%s': a row of %s with another key points to a row of %s that leaves, and would go with it (%s = %s)"
                                            .formatted(source, child.name(), following.parent().name(),
                                                    child.identity().getFirst().name(), rows.getString(1)));
                        }
                    }
                }
            }
        }

        private Page page(ShardTable table, List<@Nullable Object> after, boolean deleting) {
            return new Page(keys, after, table.batch(batch), deleting, deleting);
        }

        /** Returns whether there was anything. */
        private boolean copy(ShardTable table) throws SQLException {
            var rows = new TableRows(table, from.connection());
            var there = new TableRows(table, to.connection());
            boolean found = false;
            while (true) {
                long written = 0;
                Optional<RowGroup> waiting = Optional.empty();
                List<@Nullable Object> after = List.of();
                for (var groups = rows.read(page(table, after, false)); !groups.isEmpty(); groups = rows
                        .read(page(table, after, false))) {
                    found = true;
                    after = groups.getLast().identity();
                    var counterparts = there.counterparts(groups);
                    var lacking = groups.stream().filter(group -> !isThere(group, counterparts)).toList();
                    var writable = SelfOrder.writable(table, lacking, there);
                    there.insert(writable);
                    to.commit();
                    from.commit();
                    int count = writable.stream().mapToInt(group -> group.rows().size()).sum();
                    if (count > 0) {
                        written += count;
                        listener.copied(source, target, table.name(), count);
                    }
                    waiting = waiting.or(() -> left(lacking, writable));
                }
                from.commit();
                if (waiting.isEmpty()) {
                    return found;
                }
                if (written == 0) {
                    throw new MoveException("shard '%s': %s points to a row that doesn't leave with it, or in a circle"
                            .formatted(source, waiting.get().named()));
                }
            }
        }

        private static Optional<RowGroup> left(List<RowGroup> all, List<RowGroup> done) {
            return all.size() == done.size() ? Optional.empty()
                    : all.stream().filter(group -> !done.contains(group)).findFirst();
        }

        private boolean isThere(RowGroup group, Map<String, RowGroup> counterparts) {
            var counterpart = counterparts.get(RowGroup.text(group.identity()));
            if (counterpart == null) {
                return false;
            }
            if (!counterpart.checksum().equals(group.checksum())) {
                throw new MoveException(
                        "%s is on shard '%s' and on shard '%s', and not alike (%s); delete or change one of them"
                                .formatted(group.named(), source, target,
                                        String.join(", ", group.differences(counterpart))));
            }
            return true;
        }

        private void refuseUnlessThere(List<RowGroup> groups, Map<String, RowGroup> counterparts) {
            for (var group : groups) {
                if (!isThere(group, counterparts)) {
                    throw new MoveException(
                            "%s is not on shard '%s', though it was copied; nobody may change rows meanwhile"
                                    .formatted(group.named(), target));
                }
            }
        }

        private void verify(ShardTable table) throws SQLException {
            var rows = new TableRows(table, from.connection());
            var there = new TableRows(table, to.connection());
            var leaving = Checksum.NONE;
            var arrived = Checksum.NONE;
            List<@Nullable Object> after = List.of();
            for (var groups = rows.read(page(table, after, false)); !groups.isEmpty(); groups = rows
                    .read(page(table, after, false))) {
                after = groups.getLast().identity();
                var counterparts = there.counterparts(groups);
                refuseUnlessThere(groups, counterparts);
                leaving = sum(leaving, groups.stream());
                arrived = sum(arrived, counterparts.values().stream());
            }
            from.commit();
            to.commit();
            if (!leaving.equals(arrived)) {
                throw new MoveException("table %s: %s on shard '%s', but %s on shard '%s'".formatted(table.name(),
                        leaving, source, arrived, target));
            }
            listener.verified(source, target, table.name(), leaving);
        }

        private static Checksum sum(Checksum start, Stream<RowGroup> groups) {
            return groups.map(RowGroup::checksum).reduce(start, Checksum::plus);
        }

        private void delete(ShardTable table) throws SQLException {
            var rows = new TableRows(table, from.connection());
            var there = new TableRows(table, to.connection());
            while (true) {
                int deleted = 0;
                Optional<RowGroup> waiting = Optional.empty();
                List<@Nullable Object> after = List.of();
                for (var groups = rows.read(page(table, after, true)); !groups.isEmpty(); groups = rows
                        .read(page(table, after, true))) {
                    after = groups.getLast().identity();
                    refuseUnlessThere(groups, there.counterparts(groups));
                    var deletable = SelfOrder.deletable(table, groups, rows);
                    int expected = deletable.stream().mapToInt(group -> group.rows().size()).sum();
                    int count = rows.delete(deletable);
                    if (count != expected) {
                        throw new MoveException(
                                "shard '%s': %d rows of %s were to be deleted, but %d were found; nobody may "
                                        .formatted(source, expected, table.name(), count) + "change rows meanwhile");
                    }
                    from.commit();
                    to.commit();
                    if (count > 0) {
                        deleted += count;
                        moved += count;
                        listener.deleted(source, table.name(), count);
                    }
                    var all = groups;
                    waiting = waiting.or(() -> left(all, deletable));
                }
                from.commit();
                if (waiting.isEmpty()) {
                    return;
                }
                if (deleted == 0) {
                    throw new MoveException("shard '%s': another row points to %s, and doesn't leave with it"
                            .formatted(source, waiting.get().named()));
                }
            }
        }
    }
}
