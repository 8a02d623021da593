package dev.rowhouse.instance;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How time passes for those who wait; given to them, so that a test can let it stand still. */
interface Clock {
    /** Time as it passes. */
    Clock SYSTEM = new Clock() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public boolean await(CountDownLatch latch, long nanos) throws InterruptedException {
            return latch.await(nanos, TimeUnit.NANOSECONDS);
        }
    };

    /** Nanoseconds from anywhere. */
    long nanos();

    /**
     * Waits for a latch to fall.
     *
     * @param nanos how long at most
     * @return whether it fell
     */
    boolean await(CountDownLatch latch, long nanos) throws InterruptedException;

    /** When a time that begins now is over. */
    default long until(Duration atMost) {
        return nanos() + atMost.toNanos();
    }
}
