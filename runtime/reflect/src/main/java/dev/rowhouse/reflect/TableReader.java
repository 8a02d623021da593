package dev.rowhouse.reflect;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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
 * Reads tables with JDBC's {@link DatabaseMetaData}, in as few questions as the driver allows.
 *
 * <p>For one thread.
 */
final class TableReader {
    private static final Set<String> TABLES = Set.of("TABLE", "BASE TABLE", "PARTITIONED TABLE", "FOREIGN TABLE",
            "SYSTEM VERSIONED");
    private static final Set<String> VIEWS = Set.of("VIEW", "MATERIALIZED VIEW");

    private static final String SQLITE = "sqlite";
    private static final String POSTGRESQL = "postgresql";

    /** Defaults that give each row a value of its own. */
    private static final Pattern MAKER = Pattern.compile("(?i)nextval|next value for|uuid");

    /** Products whose drivers tell such a value after an insert; others tell what is counted up alone. */
    private static final Set<String> MAKERS_TOLD = Set.of("h2", POSTGRESQL, "mariadb", "oracle");

    private final Connection connection;
    private final DatabaseMetaData database;
    private final String product;
    private final Map<String, String> unreadable = new TreeMap<>();
    private final Place place;

    private TableReader(Connection connection, DatabaseMetaData database, Place place, String product) {
        this.connection = connection;
        this.database = database;
        this.place = place;
        this.product = product;
    }

    /** A reader of one schema. */
    static TableReader create(Connection connection, String product, Place place) throws SQLException {
        return new TableReader(connection, connection.getMetaData(), place, product);
    }

    /** The names of all tables and views, and whether each is a view. */
    Map<String, Boolean> names() throws SQLException {
        Map<String, Boolean> names = new TreeMap<>();
        try (var rows = database.getTables(place.catalog(), pattern(place.schema()), "%", null)) {
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
        return product.equals(POSTGRESQL) ? PostgresPartitions.names(connection, Objects.requireNonNull(place.schema()))
                : Set.of();
    }

    /** Why tables that were to be read could not be; by their names. */
    Map<String, String> unreadable() {
        return Collections.unmodifiableMap(unreadable);
    }

    /**
     * Reads tables.
     *
     * @param names as {@link #names} spells them
     */
    List<FoundTable> read(Map<String, Boolean> names) throws SQLException {
        var columns = columns(names.keySet());
        var reader = KeyReader.create(connection, product, place);
        var keys = reader.keys(names);
        var foreignKeys = reader.foreignKeys(names, keys);
        if (product.equals(SQLITE)) {
            columns.putAll(new SqliteKeys(connection).counted(columns, keys));
        }
        return names.entrySet()
                .stream()
                .filter(name -> columns.containsKey(name.getKey()))
                .map(name -> new FoundTable(place.table(name.getKey()), name.getValue(),
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
        try (var rows = database.getColumns(place.catalog(), pattern(place.schema()), pattern, "%")) {
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

    /** A schema's name where JDBC wants a pattern. */
    private @Nullable String pattern(@Nullable String name) throws SQLException {
        if (name == null) {
            return null;
        }
        var escape = database.getSearchStringEscape();
        return escape == null || escape.isEmpty() ? name : name.replace("_", escape + "_").replace("%", escape + "%");
    }
}
