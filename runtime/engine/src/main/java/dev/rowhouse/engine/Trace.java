package dev.rowhouse.engine;

/** What a piece of work may have left on a connection, from nothing to most. */
enum Trace {
    /** Nothing. */
    NONE,
    /** The last ids that the database has made. */
    IDS,
    /** The values that it has drawn from sequences last, beside the ids. */
    DRAWN,
    /** Anything that the database keeps for a connection. */
    SESSION,
    /** Anything, also in the driver's objects, or in hands that no longer let go of them. */
    DRIVER;

    /** Both. */
    Trace and(Trace other) {
        return compareTo(other) < 0 ? other : this;
    }
}
