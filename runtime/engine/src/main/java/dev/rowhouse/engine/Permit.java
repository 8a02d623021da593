package dev.rowhouse.engine;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;

/**
 * Leave to have one connection to a server: asked for, then held, then given back. While it is held, its connection is in use,
 * idle or taken back.
 *
 * <p>Safe for use by many threads. In use and idle change without a lock, since that happens with each piece of work.
 */
final class Permit {
    /** What a connection is while nobody uses it. */
    private enum Rest {
        /** It is being opened, and can't be taken. */
        OPENING,
        /** Nobody has used it yet; who asked for it is on the way. */
        FRESH,
        /** Nobody uses it. */
        IDLE,
        /** It is somebody else's turn. */
        TAKEN
    }

    /** Where a permit is in its life. */
    enum Phase {
        /** Asked for. */
        WAITING,
        /** Granted. */
        HELD,
        /** Given back, or no longer asked for. */
        ENDED
    }

    private final Budget budget;
    private final Borrower borrower;
    private final Condition changed;
    /** A {@link Rest}, or what stands for the one use that it is in. */
    private final AtomicReference<Object> use = new AtomicReference<>(Rest.OPENING);
    private volatile Runnable closing = () -> {};
    private volatile long heldSince;
    private volatile long openedAt;
    private volatile long idleSince;
    private volatile boolean gone;
    /** Changed under the budget's lock. */
    private volatile Phase phase = Phase.WAITING;

    Permit(Budget budget, Borrower borrower, Condition changed) {
        this.budget = budget;
        this.borrower = borrower;
        this.changed = changed;
    }

    Borrower borrower() {
        return borrower;
    }

    Phase phase() {
        return phase;
    }

    /** Whether it was ended by somebody else than who asked for it. */
    boolean isWithdrawn() {
        return phase == Phase.ENDED;
    }

    /** Lets who waits for it look again; under the budget's lock. */
    void become(Phase next) {
        phase = next;
        if (next == Phase.HELD) {
            heldSince = budget.now();
        }
        changed.signalAll();
    }

    Condition changed() {
        return changed;
    }

    /**
     * Waits until it is granted.
     *
     * @return whether it was within that time, and its pool is still open
     * @throws InterruptedException if the thread is told to stop; it may have been granted nevertheless
     */
    boolean await(long nanos) throws InterruptedException {
        return budget.await(this, nanos);
    }

    /** Its connection is open. */
    void opened(Runnable howToClose, long now) {
        closing = howToClose;
        openedAt = now;
        use.set(Rest.FRESH);
    }

    /** Whether its connection is about to close, or closed, because it was taken back. */
    boolean isGone() {
        return gone;
    }

    /** Begins a use of its connection; empty if that was taken. */
    Optional<Use> begin() {
        var mine = new Use();
        var now = use.updateAndGet(before -> before == Rest.TAKEN ? before : mine);
        return now == mine ? Optional.of(mine) : Optional.empty();
    }

    /** One use of a connection, from a pool and back. */
    final class Use {
        /** Whether its connection is for the next one who waits, though others of its pool may wait for it too. */
        boolean yields() {
            return budget.yields(Permit.this, this);
        }

        /** Ends it: the connection is back in its pool. */
        void end() {
            if (rest()) {
                budget.serveIfSomebodyWaits();
            }
        }

        /** Closes the connection, which is somebody else's. */
        void leave() {
            Permit.this.leave();
        }

        /** The first half of the end. */
        boolean rest() {
            idleSince = budget.now();
            // Somebody may have got it from the pool meanwhile.
            return use.compareAndSet(this, Rest.IDLE);
        }
    }

    /** Whether nobody uses the connection, and it has had its time, or needs none. */
    boolean isRipe(long now) {
        var rest = use.get();
        return (rest == Rest.IDLE && isOld(now)) || (rest == Rest.FRESH && now - openedAt >= Budget.UNUSED);
    }

    /** Whether nobody uses the connection, and it was not taken. */
    boolean isResting() {
        var rest = use.get();
        return rest == Rest.IDLE || rest == Rest.FRESH;
    }

    boolean isIdle() {
        return use.get() == Rest.IDLE;
    }

    /** Whether its connection has been open for so long that opening it was worth it; under the budget's lock. */
    boolean isOld(long now) {
        return now - openedAt >= budget.slice(openedAt - heldSince);
    }

    long idleSince() {
        return idleSince;
    }

    /** Takes its connection if nobody uses it. */
    boolean takeFromRest() {
        var rest = use.get();
        return (rest == Rest.IDLE || rest == Rest.FRESH) && use.compareAndSet(rest, Rest.TAKEN);
    }

    /** Takes its connection at the end of a use. */
    boolean takeFrom(Use last) {
        return use.compareAndSet(last, Rest.TAKEN);
    }

    boolean isTaken() {
        return use.get() == Rest.TAKEN;
    }

    /** Closes a connection that was taken; on another thread, since a database may be slow to hear of it. */
    void leave() {
        gone = true;
        budget.close(closing);
    }

    /** Gives it back, or asks for it no longer. May be called again. */
    void end() {
        budget.end(this);
    }
}
