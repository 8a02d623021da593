package dev.rowhouse.instance;

/**
 * Where in its life an instance is. A start moves forward only; {@link #COLD} and {@link #FAILED} are where another one may
 * begin, and {@link #CLOSED} is the end, after which an operator may begin anew.
 */
public enum Phase {
    /** Mounted, holding nothing; the first request starts it. */
    COLD,
    /** Opening its engines and building its household. */
    STARTING,
    /** Answering requests. */
    SERVING,
    /** Refusing new requests while running ones end. */
    DRAINING,
    /** Over: everything it held is closed, and no request starts it again. */
    CLOSED,
    /** Could not start; tried again after a while. */
    FAILED
}
