package dev.rowhouse.engine;

/**
 * The use of one engine that is opened when it is first used: it stays open until this is closed, by whatever thread.
 *
 * <p>Safe for use by many threads.
 */
public final class Lease implements AutoCloseable {
    private final OnDemand<Engine>.Use use;

    Lease(OnDemand<Engine>.Use use) {
        this.use = use;
    }

    /**
     * The engine, which the lease alone keeps open: whoever opened a session on it, or took a connection, gives it back before
     * the lease is closed.
     *
     * @throws IllegalStateException if the lease is closed
     */
    public Engine engine() {
        return use.thing();
    }

    /** Ends the use. Does nothing the second time. */
    @Override
    public void close() {
        use.close();
    }
}
