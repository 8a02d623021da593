package dev.rowhouse.instance;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets requests in until it is closed, counts those inside, and tells when the last one has left.
 *
 * <p>Lock-free; safe for use by many threads.
 */
final class Gate {
    /** What comes of a request at the gate. */
    enum Admission {
        ADMITTED, FULL, CLOSED
    }

    /** Set in {@link #state} once the gate is closed; the bits below count who is inside. */
    private static final long CLOSED = 1L << 62;

    private final AtomicLong state = new AtomicLong();
    private final CountDownLatch empty = new CountDownLatch(1);
    private final int most;
    private final Clock clock;

    /** @param most how many may be inside at once */
    Gate(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /** Lets one in, who must {@link #leave} once. */
    Admission enter() {
        while (true) {
            long now = state.get();
            if ((now & CLOSED) != 0) {
                return Admission.CLOSED;
            }
            if (now >= most) {
                return Admission.FULL;
            }
            if (state.compareAndSet(now, now + 1)) {
                return Admission.ADMITTED;
            }
        }
    }

    /** Lets one out. */
    void leave() {
        if (state.decrementAndGet() == CLOSED) {
            empty.countDown();
        }
    }

    /** Lets nobody in any more. */
    void close() {
        if (state.getAndUpdate(now -> now | CLOSED) == 0) {
            empty.countDown();
        }
    }

    /** Lets nobody in any more if nobody is inside; false, and nothing changes, if somebody is or it is closed already. */
    boolean closeIfEmpty() {
        boolean closed = state.compareAndSet(0, CLOSED);
        if (closed) {
            empty.countDown();
        }
        return closed;
    }

    /** How many are inside. */
    long inside() {
        return state.get() & ~CLOSED;
    }

    /** Waits until a closed gate has nobody inside; false if that took longer. */
    boolean awaitEmpty(Duration atMost) throws InterruptedException {
        return clock.await(empty, atMost.toNanos());
    }
}
