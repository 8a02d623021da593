package dev.rowhouse.reflect;

/**
 * A column as its database describes it.
 *
 * @param name in the spelling of the database
 * @param jdbcType a constant of {@link java.sql.Types}; of a domain, that of the type below it
 * @param typeName what the database calls the type
 * @param size characters, digits or bits
 * @param digits digits behind the decimal point
 * @param nullable whether it may be null
 * @param counted whether the database makes a new value for each row
 * @param automatic whether the database gives it a value when nobody else does
 * @param computed whether the database computes it, so that nobody can write it
 */
record FoundColumn(
        String name,
        int jdbcType,
        String typeName,
        int size,
        int digits,
        boolean nullable,
        boolean counted,
        boolean automatic,
        boolean computed) {
    /** The same, counted up. */
    FoundColumn asCounted() {
        return new FoundColumn(name, jdbcType, typeName, size, digits, nullable, true, true, computed);
    }
}
