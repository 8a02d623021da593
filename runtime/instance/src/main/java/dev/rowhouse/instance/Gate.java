package dev.rowhouse.instance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets requests in until it is closed, counts those inside, and tells when the last one has left. Where as many are inside as may, a visitor
 * may wait; who came first gets the first place that is free, and nobody overtakes.
 *
 * <p>Safe for use by many threads. As long as nobody waits it is lock-free; the lock is held while somebody joins or leaves those who
 * wait, never while a visitor is told anything.
 */
final class Gate {
    /** What comes of a request at the gate. */
    enum Admission {
        ADMITTED, WAITING, FULL, CLOSED
    }

    /** Somebody who waits, equal to nobody else. Hears one of these two, once, on any thread, and must not wait there. */
    interface Visitor {
        /** There is a place, and it is inside. */
        void admitted();

        /** The gate was closed. */
        void turnedAway();
    }

    /** Set in {@link #state} once the gate is closed; the bits below count who is inside. */
    private static final long CLOSED = 1L << 62;
    /** Set while somebody waits: who enters or leaves looks under the lock then, where alone this changes. */
    private static final long AWAITED = 1L << 61;
    private static final long COUNT = AWAITED - 1;

    private final AtomicLong state = new AtomicLong();
    private final CountDownLatch empty = new CountDownLatch(1);
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashSet<Visitor> waiting = new LinkedHashSet<>(0);
    private volatile int most;
    private volatile int mostWaiting;

    /** @param most how many may be inside at once; nobody waits */
    Gate(int most, Clock clock) {
        this(most, 0, clock);
    }

    /**
     * An open gate.
     *
     * @param most how many may be inside at once
     * @param mostWaiting how many more may wait
     */
    Gate(int most, int mostWaiting, Clock clock) {
        this.most = most;
        this.mostWaiting = mostWaiting;
        this.clock = clock;
    }

    /** Lets one in, who must {@link #leave} once. Never {@code WAITING}. */
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

    /** Lets one in, who must {@link #leave} once, or lets it wait. What it answers at once, the visitor doesn't hear. */
    Admission enter(Visitor visitor) {
        lock.lock();
        try {
            while (true) {
                var now = enter();
                if (now != Admission.FULL) {
                    return now;
                }
                if (waiting.size() >= mostWaiting) {
                    return Admission.FULL;
                }
                long seen = state.get();
                if ((seen & CLOSED) == 0 && seen >= most && state.compareAndSet(seen, seen | AWAITED)) {
                    waiting.add(visitor);
                    return Admission.WAITING;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** A visitor doesn't want to wait any longer; false if it has heard already what came of it, or will. */
    boolean withdraw(Visitor visitor) {
        lock.lock();
        try {
            boolean waited = waiting.remove(visitor);
            noteIfNobodyWaits();
            return waited;
        } finally {
            lock.unlock();
        }
    }

    /** Lets one out. */
    void leave() {
        while (true) {
            long now = state.get();
            if ((now & AWAITED) != 0) {
                makeRoom(1);
                return;
            }
            if (state.compareAndSet(now, now - 1)) {
                if (now - 1 == CLOSED) {
                    empty.countDown();
                }
                return;
            }
        }
    }

    /** From now on so many may be inside at once, and wait; those who are and do, stay. */
    void limits(int mostInside, int mostThatWait) {
        lock.lock();
        try {
            most = mostInside;
            mostWaiting = mostThatWait;
        } finally {
            lock.unlock();
        }
        makeRoom(0);
    }

    /** Lets some out, and lets those in that have waited for their places, or for others. */
    private void makeRoom(int leaving) {
        List<Visitor> next = new ArrayList<>(1);
        lock.lock();
        try {
            if (state.addAndGet(-leaving) == CLOSED) {
                empty.countDown();
            }
            while (!waiting.isEmpty() && inside() < most) {
                state.incrementAndGet();
                next.add(waiting.removeFirst());
            }
            noteIfNobodyWaits();
        } finally {
            lock.unlock();
        }
        next.forEach(Visitor::admitted);
    }

    private void noteIfNobodyWaits() {
        if (waiting.isEmpty()) {
            state.getAndUpdate(now -> now & ~AWAITED);
        }
    }

    /** Lets nobody in any more, and sends away who waits. */
    void close() {
        List<Visitor> sent;
        lock.lock();
        try {
            sent = List.copyOf(waiting);
            waiting.clear();
            if ((state.getAndUpdate(now -> (now | CLOSED) & ~AWAITED) & COUNT) == 0) {
                empty.countDown();
            }
        } finally {
            lock.unlock();
        }
        sent.forEach(Visitor::turnedAway);
    }

    /** Lets nobody in any more if nobody is inside; false, and nothing changes, if somebody is or it is closed already. */
    boolean closeIfEmpty() {
        boolean closed = state.compareAndSet(0, CLOSED);
        if (closed) {
            empty.countDown();
        }
        return closed;
    }

    /** Whether it was closed. */
    boolean isClosed() {
        return (state.get() & CLOSED) != 0;
    }

    /** How many are inside. */
    long inside() {
        return state.get() & COUNT;
    }

    /** How many wait. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a closed gate has nobody inside; false if that took longer. */
    boolean awaitEmpty(Duration atMost) throws InterruptedException {
        return clock.await(empty, atMost.toNanos());
    }
}
