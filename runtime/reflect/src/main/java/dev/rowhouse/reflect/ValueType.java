package dev.rowhouse.reflect;

/**
 * What a column holds, as Java sees it and as JDBC carries it.
 *
 * @param java the type of its values; an array type for {@link Storage#ARRAY}
 * @param storage how values get in and out
 */
public record ValueType(Class<?> java, Storage storage) {
    /** How values get in and out. */
    public enum Storage {
        /** As Jakarta Persistence stores values of that Java type. */
        STANDARD,
        /** As characters, of which blanks at the end are no part: the database fills up with them. */
        PADDED,
        /** As a character large object, read as a whole. */
        CHARACTERS,
        /** As a binary large object, read as a whole. */
        BYTES,
        /** As JSON; the value is its text. */
        JSON,
        /** As text that the database understands as its own type: enums of PostgreSQL, addresses, ranges. */
        TEXT,
        /** As each value is, where a column may hold values that its type does not say: of any type in SQLite. */
        LOOSE,
        /** As an SQL array. */
        ARRAY
    }

    static ValueType of(Class<?> java) {
        return new ValueType(java, Storage.STANDARD);
    }

    static ValueType of(Class<?> java, Storage storage) {
        return new ValueType(java, storage);
    }
}
