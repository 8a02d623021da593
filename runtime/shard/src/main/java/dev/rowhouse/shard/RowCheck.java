package dev.rowhouse.shard;

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
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads all rows of a sharded engine and tells which are not where they belong. Changes nothing. Safe for use by many threads. */
public final class RowCheck {
    private final ShardTables tables;
    private final SequencedMap<String, DataSource> shards;
    private final Function<Object, String> home;
    private final int batch;

    /**
     * Nothing is asked yet.
     *
     * @param shards the databases, by their names
     * @param home the name of the shard that a value of the key belongs to
     * @param batch how many rows are read at once
     */
    public RowCheck(
            ShardTables tables,
            SequencedMap<String, DataSource> shards,
            Function<Object, String> home,
            int batch) {
        this.tables = tables;
        this.shards = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(shards));
        this.home = home;
        this.batch = batch;
    }

    /**
     * What was found in one table of one shard.
     *
     * @param shard which shard
     * @param entity whose rows they are, or parts of them
     * @param table in which table
     * @param checksum how many rows, and what they hold
     * @param misplaced how many belong to another shard, or have a key that leads to none
     * @param keyless how many have no key, or belong to a row that isn't there: they belong nowhere
     * @param repeated how many are on a later shard too, and alike
     * @param different how many are on a later shard too, and not alike
     */
    public record Finding(
            String shard,
            String entity,
            String table,
            Checksum checksum,
            long misplaced,
            long keyless,
            long repeated,
            long different) {
        /** Whether each row is where it belongs, and nowhere else. */
        public boolean isClean() {
            return misplaced == 0 && keyless == 0 && repeated == 0 && different == 0;
        }
    }

    /**
     * Reads everything.
     *
     * @return for each shard and table what was found, shards in their order, tables with parents first; all is well if each is
     *         clean
     * @throws SQLException if a database fails
     */
    public List<Finding> check() throws SQLException {
        SequencedMap<String, Connection> connections = new LinkedHashMap<>();
        try {
            for (var shard : shards.entrySet()) {
                var connection = shard.getValue().getConnection();
                connections.put(shard.getKey(), connection);
                connection.setAutoCommit(false);
            }
            List<Finding> findings = new ArrayList<>();
            List<Connection> later = new ArrayList<>(connections.values());
            for (var shard : connections.entrySet()) {
                later.removeFirst();
                for (var table : tables.all()) {
                    findings.add(new Count(shard.getKey(), table).of(shard.getValue(), later));
                }
            }
            return findings;
        } finally {
            close(connections);
        }
    }

    private static void close(Map<String, Connection> connections) throws SQLException {
        Optional<SQLException> failure = Optional.empty();
        for (var connection : connections.values()) {
            try (connection) {
                connection.rollback();
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                failure = Optional.of(failure.orElse(e));
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Counts the rows of one table. */
    private final class Count {
        private final String shard;
        private final ShardTable table;
        private Checksum checksum = Checksum.NONE;
        private long misplaced;
        private long keyless;
        private long repeated;
        private long different;

        Count(String shard, ShardTable table) {
            this.shard = shard;
            this.table = table;
        }

        Finding of(Connection connection, List<Connection> later) throws SQLException {
            var rows = new TableRows(table, connection);
            List<@Nullable Object> after = List.of();
            for (var groups = page(rows, after); !groups.isEmpty(); groups = page(rows, after)) {
                after = groups.getLast().identity();
                for (var group : groups) {
                    checksum = checksum.plus(group.checksum());
                    group.keys().forEach(this::place);
                }
                for (var other : later) {
                    compare(groups, new TableRows(table, other).counterparts(groups));
                    other.commit();
                }
                connection.commit();
            }
            connection.commit();
            return new Finding(shard, table.entity(), table.name(), checksum, misplaced, keyless, repeated, different);
        }

        private List<RowGroup> page(TableRows rows, List<@Nullable Object> after) throws SQLException {
            return rows.readWithKeys(new Page(List.of(), after, table.batch(batch), false, false), tables.options());
        }

        private void place(Optional<Object> key) {
            if (key.isEmpty()) {
                keyless++;
            } else if (!isHome(key.get())) {
                misplaced++;
            }
        }

        private boolean isHome(Object key) {
            try {
                return home.apply(key).equals(shard);
            } catch (IllegalArgumentException e) {
                // It leads to no shard at all.
                return false;
            }
        }

        private void compare(List<RowGroup> groups, Map<String, RowGroup> others) {
            for (var group : groups) {
                var other = others.get(RowGroup.text(group.identity()));
                if (other != null) {
                    if (other.checksum().equals(group.checksum())) {
                        repeated += group.rows().size();
                    } else {
                        different += group.rows().size();
                    }
                }
            }
        }
    }
}
