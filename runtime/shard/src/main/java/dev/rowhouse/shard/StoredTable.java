package dev.rowhouse.shard;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a database says of one of its tables.
 *
 * @param name as the database has it
 * @param columns in the order of their names, which is the same in all shards
 * @param primaryKey the columns of its primary key; none if it has none
 * @param pointing the foreign keys from it
 * @param pointed the foreign keys to it
 */
record StoredTable(
        String name,
        List<ShardColumn> columns,
        List<String> primaryKey,
        List<Pointer> pointing,
        List<Pointer> pointed) {
    /**
     * A foreign key.
     *
     * @param from the table that has it
     * @param columns its columns
     * @param to the table that it points to
     * @param targets the columns that it points to
     * @param follows whether something happens to its rows when that which they point to is deleted
     */
    record Pointer(String from, List<String> columns, String to, List<String> targets, boolean follows) {}

    /**
     * Reads a table.
     *
     * @param expression its name as it stands in SQL
     * @throws MoveException if it isn't there
     */
    static StoredTable read(Connection connection, String expression) throws SQLException {
        var data = connection.getMetaData();
        var parts = new ArrayList<String>();
        for (var part : expression.split("\\.(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)) {
            parts.add(stored(part, data));
        }
        var name = parts.getLast();
        boolean schemas = data.supportsSchemasInTableDefinitions();
        var qualifier = Optional.of(parts).filter(all -> all.size() > 1).map(all -> all.get(all.size() - 2));
        @Nullable
        String catalog = schemas ? connection.getCatalog() : qualifier.orElse(connection.getCatalog());
        @Nullable
        String schema = schemas ? qualifier.orElse(connection.getSchema()) : null;
        var columns = columns(data, catalog, schema, name);
        if (columns.isEmpty()) {
            throw new MoveException("there is no table %s".formatted(expression));
        }
        Map<Integer, String> key = new TreeMap<>();
        try (var rows = data.getPrimaryKeys(catalog, schema, name)) {
            while (rows.next()) {
                key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        List<Pointer> pointing;
        try (var rows = data.getImportedKeys(catalog, schema, name)) {
            pointing = pointers(rows);
        }
        try (var rows = data.getExportedKeys(catalog, schema, name)) {
            return new StoredTable(name, columns, List.copyOf(key.values()), pointing, pointers(rows));
        }
    }

    private static List<ShardColumn> columns(
            DatabaseMetaData data,
            @Nullable String catalog,
            @Nullable String schema,
            String name) throws SQLException {
        Map<String, ShardColumn> columns = new TreeMap<>();
        var escape = data.getSearchStringEscape();
        var pattern = name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
        try (var rows = data.getColumns(catalog, schema, pattern, null)) {
            while (rows.next()) {
                var column = rows.getString("COLUMN_NAME");
                columns.put(column, new ShardColumn(column, rows.getInt("DATA_TYPE"), rows.getString("TYPE_NAME"),
                        "YES".equals(rows.getString("IS_GENERATEDCOLUMN"))));
            }
        }
        return List.copyOf(columns.values());
    }

    private static List<Pointer> pointers(ResultSet rows) throws SQLException {
        Map<String, Pointer> pointers = new LinkedHashMap<>();
        int unnamed = 0;
        while (rows.next()) {
            unnamed += rows.getInt("KEY_SEQ") == 1 ? 1 : 0;
            var from = rows.getString("FKTABLE_NAME");
            var to = rows.getString("PKTABLE_NAME");
            int rule = rows.getInt("DELETE_RULE");
            boolean follows = rule == DatabaseMetaData.importedKeyCascade || rule == DatabaseMetaData.importedKeySetNull
                    || rule == DatabaseMetaData.importedKeySetDefault;
            var name = Optional.ofNullable(rows.getString("FK_NAME")).orElse("#" + unnamed);
            var pointer = pointers.computeIfAbsent(from + "." + name,
                    _ -> new Pointer(from, new ArrayList<>(), to, new ArrayList<>(), follows));
            pointer.columns().add(rows.getString("FKCOLUMN_NAME"));
            pointer.targets().add(rows.getString("PKCOLUMN_NAME"));
        }
        return List.copyOf(pointers.values());
    }

    /** The column that SQL names so. */
    String column(String expression) {
        boolean quoted = expression.matches("[\"`\\[].*");
        var bare = quoted ? expression.substring(1, expression.length() - 1) : expression;
        return columns.stream()
                .map(ShardColumn::name)
                .filter(name -> quoted ? name.equals(bare) : name.equalsIgnoreCase(bare))
                .findFirst()
                .orElseThrow(() -> new MoveException("table %s has no column %s".formatted(name, expression)));
    }

    private static String stored(String part, DatabaseMetaData data) throws SQLException {
        if (part.matches("[\"`\\[].*")) {
            return part.substring(1, part.length() - 1);
        }
        return data.storesUpperCaseIdentifiers() ? part.toUpperCase(Locale.ROOT)
                : data.storesLowerCaseIdentifiers() ? part.toLowerCase(Locale.ROOT) : part;
    }
}
