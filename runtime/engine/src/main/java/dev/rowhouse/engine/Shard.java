package dev.rowhouse.engine;

/**
 * One of the databases that the rows of an engine are spread over. Opened when it is first used, not closed before the
 * end; where it can't be opened, that concerns no other one, and the next use tries again.
 *
 * <p>Safe for use by many threads.
 */
public final class Shard implements AutoCloseable {
    private final String name;
    private final OnDemand<Engine> engine;

    Shard(String name, OnDemand<Engine> engine) {
        this.name = name;
        this.engine = engine;
    }

    /** Its name, unique in the engine. */
    public String name() {
        return name;
    }

    /**
     * Begins a use of its database, which is opened if it isn't open; who comes while it is opened waits for that, at most as
     * long as for a connection.
     *
     * @throws EngineException if it can't be opened, not in time, or the shard is closed; also if the thread is told to stop
     *         meanwhile, and it stays interrupted then
     */
    public Lease lease() {
        return new Lease(engine.use(name));
    }

    /** Closes its database, when the leases have ended, at the latest when they would have waited for a connection; leases fail from then on. */
    @Override
    public void close() {
        engine.close();
    }
}
