package dev.rowhouse.testkit;

import java.lang.ref.Reference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for the garbage collector. */
final class Garbage {
    private static final long SECONDS = 30;

    private Garbage() {}

    /** Fails if something is still there after many collections. */
    static void await(Reference<?> reference) {
        long end = System.nanoTime() + SECONDS * 1_000_000_000;
        while (reference.get() != null) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("still there: " + reference.get());
            }
            System.gc();
            // A collection stops all other tests, too.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}
