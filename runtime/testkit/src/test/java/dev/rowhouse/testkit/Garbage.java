package dev.rowhouse.testkit;

import java.lang.ref.Reference;

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
            Thread.onSpinWait();
        }
    }
}
