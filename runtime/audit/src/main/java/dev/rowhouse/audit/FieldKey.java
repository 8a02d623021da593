package dev.rowhouse.audit;

/**
 * A field.
 *
 * @param owner its class, with slashes
 * @param name its name
 */
record FieldKey(String owner, String name) {
    /** {@code com.example.Cache.ENTRIES}. */
    @Override
    public String toString() {
        return owner.replace('/', '.') + "." + name;
    }
}
