package dev.rowhouse.instance.live;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the bytes that wait to be sent to one client.
 *
 * <p>Safe for use by many threads. Its lock is held while numbers change.
 */
final class Outflow {
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long taken;
    private long sent;
    private boolean ended;

    /** @param most how many bytes may wait; one message may always */
    Outflow(int most) {
        this.most = most;
    }

    /** Takes in what is to be sent; false if there is no room for it. */
    boolean take(int count) {
        lock.lock();
        try {
            if (ended || (taken > sent && taken - sent + count > most)) {
                return false;
            }
            taken += count;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Notes what was sent, in the order in which it was taken. */
    void sent(int count) {
        lock.lock();
        try {
            sent += count;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more; who waits is told. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all that was taken so far is sent; false if it ended before. */
    boolean await() throws InterruptedException {
        lock.lock();
        try {
            long mark = taken;
            while (sent < mark) {
                if (ended) {
                    return false;
                }
                changed.await();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
