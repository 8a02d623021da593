package dev.rowhouse.instance;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What one start opens. It notices it when it is used after it was closed, closed twice, or opened beside too many others. */
final class House implements LifeCycle.Open {
    private final Door door;
    private final AtomicInteger standing;
    private volatile boolean closed;

    /**
     * An open house.
     *
     * @param standing how many are open
     * @param most how many may be
     */
    House(Door door, AtomicInteger standing, int most) {
        this.door = door;
        this.standing = standing;
        if (standing.incrementAndGet() > most) {
            throw new AssertionError("too many houses are open");
        }
    }

    /** Goes in and out again; false if it is closed. */
    boolean visit() {
        if (!door.enter()) {
            return false;
        }
        if (closed) {
            throw new AssertionError("a house is used after it was closed");
        }
        door.leave();
        return true;
    }

    @Override
    public boolean closeIfIdle() {
        return door.closeIfEmpty();
    }

    @Override
    public void drain(Duration atMost) throws InterruptedException {
        door.drain();
        if (closed) {
            throw new AssertionError("a house is closed twice");
        }
        closed = true;
        standing.decrementAndGet();
    }
}
