package dev.rowhouse.reflect;

import dev.rowhouse.config.Suggestions;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables with JDBC's {@link DatabaseMetaData}, in as few questions as the driver allows: all columns at once, and all
 * keys at once where the driver answers for more than one table.
 *
 * <p>For one thread.
 */
final class TableReader {
    private static final Set<String> TABLES = Set.of("TABLE", "BASE TABLE", "PARTITIONED TABLE", "FOREIGN TABLE",
            "SYSTEM VERSIONED");
    private static final Set<String> VIEWS = Set.of("VIEW", "MATERIALIZED VIEW");

    private static final String SQLITE = "sqlite";
    private static final String POSTGRESQL = "postgresql";

    /** Products whose drivers tell the keys of all tables if no table is named. */
    private static final Set<String> KEYS_AT_ONCE = Set.of(POSTGRESQL, "oracle");

    /** Defaults that give each row a value of its own. */
    private static final Pattern MAKER = Pattern.compile("(?i)nextval|next value for|uuid|newid|newsequentialid");

    /** Products whose drivers tell such a value after an insert; others tell what is counted up alone. */
    private static final Set<String> MAKERS_TOLD = Set.of("h2", POSTGRESQL, "mariadb", "oracle");

    private final Connection connection;
    private final DatabaseMetaData database;
    private final String product;
    private final Map<String, String> unreadable = new TreeMap<>();
    private final Schema schema;

    /**
     * Where tables are looked for.
     *
     * @param catalog null where there are none
     * @param name null where there are none
     * @param foreign whether it is another one than the connection's own, and so must be named in SQL
     */
    private record Schema(@Nullable String catalog, @Nullable String name, boolean foreign) {
        TableName table(String table) {
            if (!foreign) {
                return TableName.here(table);
            }
            return name == null ? new TableName(Optional.ofNullable(catalog), Optional.empty(), table)
                    : new TableName(Optional.empty(), Optional.of(name), table);
        }

        String label() {
            return name != null ? name : String.valueOf(catalog);
        }

        boolean has(@Nullable String otherCatalog, @Nullable String otherName) {
            return name == null ? catalog == null || otherCatalog == null || catalog.equalsIgnoreCase(otherCatalog)
                    : name.equals(otherName);
        }
    }

    private TableReader(Connection connection, DatabaseMetaData database, Schema schema, String product) {
        this.connection = connection;
        this.database = database;
        this.schema = schema;
        this.product = product;
    }

    /**
     * A reader of one schema.
     *
     * @param product as a JDBC URL names it
     * @param named the schema that the operator wants, in whatever case; empty for the current one
     * @throws ReflectionException if there is no such schema
     */
    static TableReader create(Connection connection, String product, Optional<String> named) throws SQLException {
        var database = connection.getMetaData();
        var catalog = connection.getCatalog();
        var current = connection.getSchema();
        if (named.isEmpty()) {
            return new TableReader(connection, database, new Schema(catalog, current, false), product);
        }
        if (current == null) {
            var found = spelled(named.get(), database.getCatalogs(), "TABLE_CAT");
            return new TableReader(connection, database, new Schema(found, null, !found.equals(catalog)), product);
        }
        var found = spelled(named.get(), database.getSchemas(catalog, null), "TABLE_SCHEM");
        return new TableReader(connection, database, new Schema(catalog, found, !found.equals(current)), product);
    }

    private static String spelled(String named, ResultSet rows, String column) throws SQLException {
        List<String> all = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                all.add(rows.getString(column));
            }
        }
        return Spelling.find(named, all)
                .orElseThrow(() -> new ReflectionException("reflect.schema: there is no schema '%s' in the database; %s"
                        .formatted(named, Suggestions.among(all, named))));
    }

    /** The names of all tables and views, and whether each is a view. */
    Map<String, Boolean> names() throws SQLException {
        Map<String, Boolean> names = new TreeMap<>();
        try (var rows = database.getTables(schema.catalog(), pattern(schema.name()), "%", null)) {
            while (rows.next()) {
                // PostgreSQL's driver has no word for an index of a partitioned table.
                var type = Optional.ofNullable(rows.getString("TABLE_TYPE")).orElse("").toUpperCase(Locale.ROOT);
                boolean view = VIEWS.contains(type);
                if (view || TABLES.contains(type)) {
                    names.put(rows.getString("TABLE_NAME"), view);
                }
            }
        }
        if (product.equals(SQLITE)) {
            var hidden = new SqliteKeys(connection).shadows();
            names.keySet().removeIf(name -> name.startsWith("sqlite_") || hidden.contains(name));
        }
        return names;
    }

    /** Tables that are parts of others, and wanted only if somebody names them. */
    Set<String> partitions() throws SQLException {
        return product.equals(POSTGRESQL) ? PostgresPartitions.names(connection, Objects.requireNonNull(schema.name()))
                : Set.of();
    }

    /** Why tables that were to be read could not be; by their names. */
    Map<String, String> unreadable() {
        return Collections.unmodifiableMap(unreadable);
    }

    /** Whether a table that a class is mapped to is one of those that are read here. */
    boolean isHere(MappedTable table) {
        var elsewhere = table.schema().or(table::catalog);
        return schema.foreign() ? elsewhere.filter(name -> name.equalsIgnoreCase(schema.label())).isPresent()
                : elsewhere.isEmpty() || elsewhere.filter(name -> name.equalsIgnoreCase(schema.label())).isPresent();
    }

    /**
     * Reads tables.
     *
     * @param names as {@link #names} spells them
     */
    List<FoundTable> read(Map<String, Boolean> names) throws SQLException {
        var columns = columns(names.keySet());
        var keys = keys(names);
        var foreignKeys = product.equals(SQLITE) ? new SqliteKeys(connection).foreignKeys(names.keySet(), schema::table)
                : foreignKeys(names);
        dropUnsound(foreignKeys, keys);
        if (product.equals(SQLITE)) {
            columns.putAll(new SqliteKeys(connection).counted(columns, keys));
        }
        return names.entrySet()
                .stream()
                .filter(name -> columns.containsKey(name.getKey()))
                .map(name -> new FoundTable(schema.table(name.getKey()), name.getValue(),
                        columns.getOrDefault(name.getKey(), List.of()), keys.getOrDefault(name.getKey(), List.of()),
                        foreignKeys.getOrDefault(name.getKey(), List.of()), Map.of()))
                .toList();
    }

    private Map<String, List<FoundColumn>> columns(Set<String> names) throws SQLException {
        if (!product.equals(SQLITE)) {
            return columns("%", names::contains);
        }
        // One by one: SQLite tells no columns at all where one view is broken.
        Map<String, List<FoundColumn>> columns = new HashMap<>();
        for (var name : names) {
            try {
                columns.putAll(columns(Objects.requireNonNull(pattern(name)), name::equals));
            } catch (SQLException e) {
                unreadable.put(name, String.valueOf(e.getMessage()));
            }
        }
        return columns;
    }

    private Map<String, List<FoundColumn>> columns(String pattern, Predicate<String> wanted) throws SQLException {
        Map<String, List<FoundColumn>> columns = new HashMap<>();
        try (var rows = database.getColumns(schema.catalog(), pattern(schema.name()), pattern, "%")) {
            while (rows.next()) {
                var table = rows.getString("TABLE_NAME");
                if (wanted.test(table)) {
                    columns.computeIfAbsent(table, _ -> new ArrayList<>()).add(column(rows));
                }
            }
        }
        return columns;
    }

    private FoundColumn column(ResultSet row) throws SQLException {
        var name = row.getString("COLUMN_NAME");
        int type = row.getInt("DATA_TYPE");
        var typeName = Optional.ofNullable(row.getString("TYPE_NAME")).orElse("");
        int size = row.getInt("COLUMN_SIZE");
        boolean nullable = row.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls;
        var byDefault = row.getString("COLUMN_DEF");
        if (type == Types.DISTINCT) {
            int below = row.getInt("SOURCE_DATA_TYPE");
            type = row.wasNull() ? type : below;
        }
        boolean counted = "YES".equals(row.getString("IS_AUTOINCREMENT"));
        boolean computed = "YES".equals(row.getString("IS_GENERATEDCOLUMN")) && !counted;
        boolean made = MAKERS_TOLD.contains(product) && byDefault != null && MAKER.matcher(byDefault).find();
        boolean automatic = counted || (byDefault != null && !byDefault.equalsIgnoreCase("null"));
        return new FoundColumn(name, type, typeName, size, row.getInt("DECIMAL_DIGITS"), nullable, counted || made,
                automatic, computed);
    }

    private Map<String, List<String>> keys(Map<String, Boolean> names) throws SQLException {
        Map<String, TreeMap<Integer, String>> parts = new HashMap<>();
        for (var table : asked(names)) {
            try (var rows = database.getPrimaryKeys(schema.catalog(), schema.name(), table)) {
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

    private Map<String, List<FoundForeignKey>> foreignKeys(Map<String, Boolean> names) throws SQLException {
        Map<String, List<FoundForeignKey>> all = new HashMap<>();
        var ofPartitions = product.equals(POSTGRESQL)
                ? PostgresPartitions.foreignKeys(connection, Objects.requireNonNull(schema.name()))
                : Set.<String>of();
        for (var table : asked(names)) {
            var parts = new LinkedHashMap<String, ForeignKeyParts>();
            try (var rows = database.getImportedKeys(schema.catalog(), schema.name(), table)) {
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
        try (var rows = database.getIndexInfo(schema.catalog(), schema.name(), table, true, true)) {
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
            if (schema.has(row.getString("PKTABLE_CAT"), row.getString("PKTABLE_SCHEM"))) {
                target = Optional.of(schema.table(row.getString("PKTABLE_NAME")));
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

    /** A schema's name where JDBC wants a pattern. */
    private @Nullable String pattern(@Nullable String name) throws SQLException {
        if (name == null) {
            return null;
        }
        var escape = database.getSearchStringEscape();
        return escape == null || escape.isEmpty() ? name : name.replace("_", escape + "_").replace("%", escape + "%");
    }
}
