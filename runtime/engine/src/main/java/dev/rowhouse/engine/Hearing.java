package dev.rowhouse.engine;

/** Hears what is about to be executed on the connections of one engine. Called by many threads. */
@FunctionalInterface
interface Hearing {
    /** Where nobody listens. */
    Hearing NOBODY = _ -> {};

    /**
     * Hears a statement, which is executed unless this throws.
     *
     * @param statement the SQL, with question marks for its values
     */
    void hears(String statement);
}
