package dev.rowhouse.reflect;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table or view as its database describes it.
 *
 * @param name where it is
 * @param view whether it is no table of its own
 * @param columns in their order
 * @param key the columns of the primary key, in the key's order; empty if there is none
 * @param foreignKeys what points to other tables
 * @param said types of columns that the app gave, by the column's name
 */
record FoundTable(
        TableName name,
        boolean view,
        List<FoundColumn> columns,
        List<String> key,
        List<FoundForeignKey> foreignKeys,
        Map<String, Class<?>> said) {
    FoundTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        foreignKeys = foreignKeys.stream().sorted(FoundForeignKey.ORDER).distinct().toList();
        said = Map.copyOf(said);
    }

    Optional<FoundColumn> column(String column) {
        return columns.stream().filter(found -> found.name().equals(column)).findFirst();
    }
}
