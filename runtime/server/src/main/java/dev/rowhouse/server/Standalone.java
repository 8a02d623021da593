package dev.rowhouse.server;

import dev.rowhouse.instance.Household;

/** Finds the instance that a command line names. */
final class Standalone {
    private Standalone() {}

    /**
     * Opens an instance.
     *
     * @throws RefusalException if there is none of that name
     * @throws dev.rowhouse.instance.OpeningException if it can't be opened
     */
    static Household open(Rowhouse rowhouse, String instance) {
        check(rowhouse, instance);
        return rowhouse.instance(instance);
    }

    /** Refuses a name that no instance has. */
    static void check(Rowhouse rowhouse, String instance) {
        try {
            rowhouse.config().instance(instance);
        } catch (IllegalArgumentException e) {
            throw RefusalException.usage(String.valueOf(e.getMessage()));
        }
    }
}
