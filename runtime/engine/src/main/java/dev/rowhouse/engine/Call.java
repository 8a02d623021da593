package dev.rowhouse.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What one piece of work asks of a database at this moment: a wait for a connection, then one statement after the other. It can be
 * cut off from outside while something is under way, and never after.
 *
 * <p>The work's thread begins and ends; the {@link Pulse} of the server looks from a thread of its own. Beginning and ending cost
 * two writes that others see, and no look at a clock: whoever looks twice and finds the same number knows that it takes long.
 */
final class Call implements AutoCloseable {
    /** Somebody cuts this very moment. */
    private static final long CUTTING = -1;
    private static final long CUT = -2;

    /** Odd while something is under way, even between. */
    private final AtomicLong state = new AtomicLong();

    // The work's own.
    private long number;
    private int depth;
    private boolean cut;
    private @Nullable Thread thread;

    /** What the connection is, once there is one. */
    private volatile @Nullable WorkConnection connection;

    // The looker's own.
    private long seen;
    private long seenSince;

    /** Something that may wait for the database begins; it ends when this is closed. */
    Call begin() {
        if (depth++ == 0) {
            thread = Thread.currentThread();
            state.set(++number);
        }
        return this;
    }

    /** What was begun has ended. If it was cut off meanwhile, the thread isn't interrupted any more because of that. */
    @Override
    public void close() {
        if (--depth > 0) {
            return;
        }
        if (!state.compareAndSet(number, number + 1)) {
            while (state.get() == CUTTING) {
                Thread.onSpinWait();
            }
            cut = true;
            var _ = Thread.interrupted();
            state.set(number + 1);
        }
        number++;
        thread = null;
    }

    /** Whether something of it was cut off; for the work's thread. */
    boolean wasCut() {
        return cut;
    }

    /** It has got its connection. */
    void on(WorkConnection borrowed) {
        connection = borrowed;
    }

    /**
     * Looks, from the one thread that does.
     *
     * @param now by the looker's clock, in nanoseconds
     * @return how long the same has been under way at least, in nanoseconds; negative if nothing is
     */
    long look(long now) {
        long here = state.get();
        if (here != seen) {
            seen = here;
            seenSince = now;
        }
        return here % 2 == 1 ? now - seenSince : -1;
    }

    /**
     * Cuts off what was under way at the last look and still is: the thread is interrupted, which ends the wait of a virtual thread for a
     * socket, and the connection aborted, which ends that of any other.
     *
     * @param threads where drivers may take their time to abort
     */
    void cut(Executor threads) {
        long here = seen;
        if (here % 2 != 1 || !state.compareAndSet(here, CUTTING)) {
            return;
        }
        var waiting = thread;
        if (waiting != null) {
            waiting.interrupt();
        }
        var used = connection;
        state.set(CUT);
        if (used != null) {
            threads.execute(used::abortUnderWay);
        }
    }
}
