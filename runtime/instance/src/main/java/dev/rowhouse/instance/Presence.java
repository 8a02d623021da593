package dev.rowhouse.instance;

import dev.rowhouse.session.Attendance;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Who uses one start of an instance at this moment: its requests, and whoever is in a scope of it. What is used does not rest.
 *
 * <p>Whoever has left may have left something behind, like a task. So visits are counted too: the start is closed only if nobody has
 * come since somebody looked whether anything was left. Lock-free; safe for use by many threads.
 */
final class Presence implements Attendance {
    /** Set once it is closed. Below are the visits so far, which begin again at some time, and below those who is inside. */
    private static final long CLOSED = 1L << 62;

    private static final long VISIT = 1L << 31;
    private static final long VISITS = CLOSED - VISIT;
    private static final long INSIDE = VISIT - 1;

    private final AtomicLong state = new AtomicLong();
    private final Clock clock;
    private volatile long left;

    /** Nobody yet, as if somebody had just left. */
    Presence(Clock clock) {
        this.clock = clock;
        left = clock.nanos();
    }

    /** Lets one in, who must {@link #leave} once; false if it is closed. */
    boolean tryEnter() {
        while (true) {
            long now = state.get();
            if ((now & CLOSED) != 0) {
                return false;
            }
            if (state.compareAndSet(now, entered(now))) {
                return true;
            }
        }
    }

    /** Takes note of one who is in a scope. Also of what is closed: what runs there while it drains has scopes. */
    @Override
    public void enter() {
        state.getAndUpdate(Presence::entered);
    }

    private static long entered(long now) {
        return (now & CLOSED) | ((now + VISIT) & VISITS) | ((now & INSIDE) + 1);
    }

    /** The last one notes the time before it leaves: whoever finds nobody inside knows when that was. */
    @Override
    public void leave() {
        long now;
        do {
            now = state.get();
            if ((now & INSIDE) == 1) {
                left = clock.nanos();
            }
        } while (!state.compareAndSet(now, now - 1));
    }

    /**
     * Lets no request in any more, if nobody is inside and nothing was left behind; false, and nothing changes, if somebody is, or
     * comes meanwhile, or it is closed already.
     *
     * @param nothingLeft looks whether something goes on that a visitor has left behind
     */
    boolean closeIfIdle(BooleanSupplier nothingLeft) {
        long before = state.get();
        return (before & (CLOSED | INSIDE)) == 0 && nothingLeft.getAsBoolean()
                && state.compareAndSet(before, before | CLOSED);
    }

    /** How many are inside; a request that is in its scope counts twice. */
    long inside() {
        return state.get() & INSIDE;
    }

    /** When the last one left, by the clock; now, if somebody is inside. */
    long lastUsed() {
        return inside() > 0 ? clock.nanos() : left;
    }
}
