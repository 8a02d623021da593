package dev.rowhouse.reflect;

import dev.rowhouse.config.Suggestions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where tables are looked for: one schema, or one catalog where a product calls it so.
 *
 * @param catalog null where there are none
 * @param schema null where there are none
 * @param foreign whether it is another one than the connection's own, and so must be named in SQL
 */
record Place(@Nullable String catalog, @Nullable String schema, boolean foreign) {
    /**
     * The place that the operator wants.
     *
     * @param named in whatever case; empty for the current one
     * @throws ReflectionException if there is no such schema
     */
    static Place find(Connection connection, Optional<String> named) throws SQLException {
        var catalog = connection.getCatalog();
        var current = connection.getSchema();
        if (named.isEmpty()) {
            return new Place(catalog, current, false);
        }
        var database = connection.getMetaData();
        if (current == null) {
            var found = spelled(named.get(), database.getCatalogs(), "TABLE_CAT");
            return new Place(found, null, !found.equals(catalog));
        }
        var found = spelled(named.get(), database.getSchemas(catalog, null), "TABLE_SCHEM");
        return new Place(catalog, found, !found.equals(current));
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

    /** A table in it. */
    TableName table(String table) {
        if (!foreign) {
            return TableName.here(table);
        }
        return schema == null ? new TableName(Optional.ofNullable(catalog), Optional.empty(), table)
                : new TableName(Optional.empty(), Optional.of(schema), table);
    }

    /** Whether a driver means it. */
    boolean is(@Nullable String otherCatalog, @Nullable String otherSchema) {
        return schema == null ? catalog == null || otherCatalog == null || catalog.equalsIgnoreCase(otherCatalog)
                : schema.equals(otherSchema);
    }

    /** Whether a table that a class is mapped to is in it. */
    boolean has(MappedTable table) {
        var own = schema != null ? schema : String.valueOf(catalog);
        return table.schema().or(table::catalog).map(own::equalsIgnoreCase).orElse(!foreign);
    }
}
