package dev.rowhouse.reflect;

import java.util.List;

/**
 * A table that a class is mapped to.
 *
 * @param entity the name of the entity, with its package
 * @param name the name that queries use
 * @param table the name of the table, in the spelling of the mapping
 * @param key the columns of its key, in the spelling of the mapping; empty for a table of an entity that has others
 */
public record MappedTable(String entity, String name, String table, List<String> key) {
    public MappedTable {
        key = List.copyOf(key);
    }
}
