package dev.rowhouse.reflect;

import java.util.List;
import java.util.Optional;

/**
 * A table that a class is mapped to.
 *
 * @param entity the name of the entity, with its package
 * @param name the name that queries use
 * @param catalog where its mapping says that it is; empty for the current one
 * @param schema where its mapping says that it is; empty for the current one
 * @param table the name of the table, in the spelling of the mapping
 * @param key the columns of its key, in the spelling of the mapping; empty for a table of an entity that has others
 */
public record MappedTable(
        String entity,
        String name,
        Optional<String> catalog,
        Optional<String> schema,
        String table,
        List<String> key) {
    public MappedTable {
        key = List.copyOf(key);
    }
}
