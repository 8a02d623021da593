package dev.rowhouse.reflect;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of tables: all at once where the driver answers for more than one table.
 *
 * <p>For one thread.
 */
final class KeyReader {
    private static final String SQLITE = "sqlite";
    private static final String POSTGRESQL = "postgresql";

    /** Products whose drivers tell the keys of all tables if no table is named. */
    private static final Set<String> KEYS_AT_ONCE = Set.of(POSTGRESQL, "oracle");

    private final Connection connection;
    private final DatabaseMetaData database;
    private final String product;
    private final Place place;

    private KeyReader(Connection connection, DatabaseMetaData database, String product, Place place) {
        this.connection = connection;
        this.database = database;
        this.product = product;
        this.place = place;
    }

    static KeyReader create(Connection connection, String product, Place place) throws SQLException {
        return new KeyReader(connection, connection.getMetaData(), product, place);
    }

    /** The columns of primary keys, by table. */
    Map<String, List<String>> keys(Map<String, Boolean> names) throws SQLException {
        Map<String, TreeMap<Integer, String>> parts = new HashMap<>();
        for (var table : asked(names)) {
            try (var rows = database.getPrimaryKeys(place.catalog(), place.schema(), table)) {
                while (rows.next()) {
                    parts.computeIfAbsent(rows.getString("TABLE_NAME"), _ -> new TreeMap<>())
                            .put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
                }
            }
        }
        Map<String, List<String>> keys = new HashMap<>();
        parts.forEach((table, columns) -> keys.put(table, List.copyOf(columns.values())));
        return keys;
    }

    /**
     * Foreign keys, by table.
     *
     * @param primary the columns of primary keys, by table
     */
    Map<String, List<FoundForeignKey>> foreignKeys(Map<String, Boolean> names, Map<String, List<String>> primary)
            throws SQLException {
        var found = product.equals(SQLITE) ? new SqliteKeys(connection).foreignKeys(names.keySet(), place::table)
                : told(names);
        dropUnsound(found, primary);
        return found;
    }

    private Map<String, List<FoundForeignKey>> told(Map<String, Boolean> names) throws SQLException {
        Map<String, List<FoundForeignKey>> all = new HashMap<>();
        var ofPartitions = product.equals(POSTGRESQL)
                ? PostgresPartitions.foreignKeys(connection, Objects.requireNonNull(place.schema()))
                : Set.<String>of();
        for (var table : asked(names)) {
            var parts = new LinkedHashMap<String, ForeignKeyParts>();
            try (var rows = database.getImportedKeys(place.catalog(), place.schema(), table)) {
                ForeignKeyParts latest = null;
                while (rows.next()) {
                    var from = rows.getString("FKTABLE_NAME");
                    var name = rows.getString("FK_NAME");
                    int part = rows.getInt("KEY_SEQ");
                    if (ofPartitions.contains(from + "." + name)) {
                        continue;
                    }
                    // Without a name, a key begins with its first part.
                    if (name != null && !name.isEmpty()) {
                        latest = parts.computeIfAbsent(from + "\n" + name, _ -> new ForeignKeyParts(from));
                    } else if (latest == null || part <= 1) {
                        latest = new ForeignKeyParts(from);
                        parts.put(from + "\n#" + parts.size(), latest);
                    }
                    latest.add(rows, part);
                }
            }
            parts.values()
                    .forEach(key -> key.found()
                            .ifPresent(found -> all.computeIfAbsent(key.from, _ -> new ArrayList<>()).add(found)));
        }
        return all;
    }

    /**
     * Leaves out foreign keys that don't lead to one row: some products let them lead to columns that are neither the key of
     * their table nor unique.
     */
    private void dropUnsound(Map<String, List<FoundForeignKey>> all, Map<String, List<String>> keys)
            throws SQLException {
        for (var found : all.values()) {
            for (var key : List.copyOf(found)) {
                var primary = Optional.ofNullable(keys.get(key.target().name())).orElse(List.of());
                if (key.targetColumns().size() == 1 && !primary.equals(key.targetColumns())
                        && !isUnique(key.target().name(), key.targetColumns().getFirst())) {
                    found.remove(key);
                }
            }
        }
    }

    private boolean isUnique(String table, String column) throws SQLException {
        Map<String, List<String>> indexes = new HashMap<>();
        try (var rows = database.getIndexInfo(place.catalog(), place.schema(), table, true, true)) {
            while (rows.next()) {
                var part = rows.getString("COLUMN_NAME");
                if (part != null) {
                    indexes.computeIfAbsent(String.valueOf(rows.getString("INDEX_NAME")), _ -> new ArrayList<>())
                            .add(part);
                }
            }
        }
        return indexes.values()
                .stream()
                .anyMatch(parts -> parts.size() == 1 && parts.getFirst().equalsIgnoreCase(column));
    }

    /** One foreign key while its rows come in. */
    private final class ForeignKeyParts {
        private final String from;
        private final TreeMap<Integer, String> columns = new TreeMap<>();
        private final TreeMap<Integer, String> targets = new TreeMap<>();
        private Optional<TableName> target = Optional.empty();

        ForeignKeyParts(String from) {
            this.from = from;
        }

        void add(ResultSet row, int part) throws SQLException {
            columns.put(part, row.getString("FKCOLUMN_NAME"));
            targets.put(part, Optional.ofNullable(row.getString("PKCOLUMN_NAME")).orElse(""));
            if (place.is(row.getString("PKTABLE_CAT"), row.getString("PKTABLE_SCHEM"))) {
                target = Optional.of(place.table(row.getString("PKTABLE_NAME")));
            }
        }

        /** Empty if it leads to another schema. */
        Optional<FoundForeignKey> found() {
            return target.map(table -> new FoundForeignKey(List.copyOf(columns.values()), table,
                    targets.containsValue("") ? List.of() : List.copyOf(targets.values())));
        }
    }

    /** The tables to ask for one by one, or null for all of them. */
    private List<@Nullable String> asked(Map<String, Boolean> names) {
        List<@Nullable String> asked = new ArrayList<>();
        if (KEYS_AT_ONCE.contains(product)) {
            asked.add(null);
        } else {
            names.forEach((name, view) -> {
                if (!view) {
                    asked.add(name);
                }
            });
        }
        return asked;
    }
}
