package dev.rowhouse.engine;

/** What a text of SQL may leave on the connection that executes it, once its transaction has ended. */
enum Footprint {
    /** Nothing: it asks or changes rows, with functions that are known. */
    NOTHING,
    /** The id that its rows were given, if the database made one: {@code lastval()}, {@code last_insert_id()}. */
    INSERTED,
    /** The value that it has drawn from a sequence: {@code currval()}. */
    DRAWN,
    /** It begins or ends a transaction: nothing, where that is ended with the work. */
    TRANSACTION,
    /** Anything. */
    UNKNOWN;

    /** Both, where one says more than the other. */
    Footprint and(Footprint other) {
        return compareTo(other) < 0 ? other : this;
    }
}
