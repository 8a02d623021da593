package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what comes sooner or later. */
final class Moments {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    private Moments() {}

    /** Waits until something holds; fails when the time limit of the test interrupts it. */
    static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            assertThat(Thread.interrupted()).as("the time is over").isFalse();
            LockSupport.parkNanos(PAUSE);
        }
    }
}
