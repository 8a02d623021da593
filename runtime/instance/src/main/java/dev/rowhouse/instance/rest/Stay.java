package dev.rowhouse.instance.rest;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * One start of an instance, from when it begins to wait for its turn until nothing of it is left. It ends once, by {@link #close}.
 *
 * <p>Safe for use by many threads.
 */
public final class Stay implements AutoCloseable {
    /** How far it is. */
    enum Stage {
        /** Not here yet, or not any more. */
        AWAY,
        /** Waits for its turn; holds nothing. */
        WAITING,
        /** Starts, on a place for starts. */
        STARTING,
        /** Starts without a place: it had one for long, and waits for something else. */
        LINGERING,
        /** Holds what its start has opened. */
        SERVING,
        /** Is being closed for others' sake, if nobody uses it. */
        LEAVING
    }

    private final Lodgings lodgings;
    private final Lodger lodger;
    private final boolean again;
    private final CountDownLatch turn = new CountDownLatch(1);

    // What follows is guarded by the lock of the lodgings.
    Stage stage = Stage.AWAY;
    long since;
    long seenBusy;
    boolean refused;
    @Nullable
    Thread thread;

    /**
     * A start.
     *
     * @param again whether the start before it has failed
     * @param now the time
     */
    Stay(Lodgings lodgings, Lodger lodger, boolean again, long now) {
        this.lodgings = lodgings;
        this.lodger = lodger;
        this.again = again;
        since = now;
        seenBusy = now;
    }

    /** Who starts. */
    Lodger lodger() {
        return lodger;
    }

    /** Whether the start before this one has failed. */
    boolean again() {
        return again;
    }

    /** Falls when it is its turn. */
    CountDownLatch turn() {
        return turn;
    }

    /** The start has succeeded. */
    public void serves() {
        lodgings.serves(this);
    }

    /** Nothing of it is left. May be called again. */
    @Override
    public void close() {
        lodgings.end(this);
    }
}
