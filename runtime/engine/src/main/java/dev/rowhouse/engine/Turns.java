package dev.rowhouse.engine;

import dev.rowhouse.config.InstanceName;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who may use a connection of a pool that several instances share: whose instance uses fewest is served first, then who has
 * waited longest, and no instance uses more than its share, so that one can't have them all.
 *
 * <p>Safe for use by many threads. Its lock is held for some comparisons at a time, never while a database is asked.
 */
final class Turns {
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Turn> waiting = new ArrayList<>();
    private final Map<InstanceName, Integer> used = new HashMap<>();
    private int lent;

    /**
     * Turns of which none is taken yet.
     *
     * @param most how many are used at once
     */
    Turns(int most) {
        this.most = most;
    }

    /** Leave to use a connection, until it ends. */
    final class Turn {
        private final InstanceName instance;
        private final int share;
        private final Condition changed = lock.newCondition();
        private boolean granted;

        private Turn(InstanceName instance, int share) {
            this.instance = instance;
            this.share = share;
        }

        private boolean isServed() {
            return usedBy(instance) < share;
        }

        private void grant() {
            granted = true;
            lent++;
            used.merge(instance, 1, Integer::sum);
            changed.signal();
        }

        /** Ends it; to be called once. */
        void end() {
            lock.lock();
            try {
                lent--;
                used.computeIfPresent(instance, (_, many) -> many == 1 ? null : many - 1);
                serve();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Waits for a turn.
     *
     * @param share how many the instance uses at most
     * @return to be ended by the caller
     * @throws SQLException if there was none in time, or the thread is told to stop, and stays so
     */
    Turn take(InstanceName instance, int share, Duration patience) throws SQLException {
        lock.lock();
        try {
            var turn = new Turn(instance, share);
            waiting.add(turn);
            serve();
            long left = patience.toNanos();
            try {
                while (!turn.granted && left > 0) {
                    left = turn.changed.awaitNanos(left);
                }
            } catch (InterruptedException e) {
                giveUp(turn);
                Thread.currentThread().interrupt();
                throw new SQLException("interrupted while it waits for a connection", e);
            }
            if (!turn.granted) {
                giveUp(turn);
                throw new SQLTransientConnectionException(
                        ("instance '%s': no connection within %d ms: the shared pool lends at most %d (pool.max), %d to this "
                                + "instance (pool.max-per-instance); %d are in use, %d of them by this instance; raise what is "
                                + "too small, or pool.borrow-timeout")
                                .formatted(instance, patience.toMillis(), most, share, lent, usedBy(instance)));
            }
            return turn;
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(Turn turn) {
        if (turn.granted) {
            turn.end();
        } else {
            waiting.remove(turn);
        }
    }

    private int usedBy(InstanceName instance) {
        return used.getOrDefault(instance, 0);
    }

    private void serve() {
        while (lent < most) {
            // The first of several that are equal is the one who came first.
            var next = waiting.stream()
                    .filter(Turn::isServed)
                    .min(Comparator.comparingInt(turn -> usedBy(turn.instance)));
            if (next.isEmpty()) {
                return;
            }
            waiting.remove(next.get());
            next.get().grant();
        }
    }

    /** How many are waited for. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
