package dev.rowhouse.reflect;

import java.util.Optional;

/**
 * Where a table is, as its database spells it.
 *
 * @param catalog empty for the connection's own, and where there are none
 * @param schema empty for the connection's own, and where there are none
 * @param name in the spelling of the database
 */
public record TableName(Optional<String> catalog, Optional<String> schema, String name) {
    /** A table in the current schema. */
    public static TableName here(String name) {
        return new TableName(Optional.empty(), Optional.empty(), name);
    }

    /** As a message names it. */
    @Override
    public String toString() {
        return catalog.map(text -> text + ".").orElse("") + schema.map(text -> text + ".").orElse("") + name;
    }
}
