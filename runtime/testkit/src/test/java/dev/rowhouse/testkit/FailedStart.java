package dev.rowhouse.testkit;

import dev.rowhouse.config.InstanceName;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An instance that can't start. It is tried again now and then, and has not failed meanwhile. */
final class FailedStart {
    private FailedStart() {}

    /** Why; for an instance that starts all the same, the test's time limit ends the wait. */
    static String reason(TestComposite composite, String name) {
        var instance = composite.composite().instances().get(new InstanceName(name));
        var reason = instance.failure();
        while (reason.isEmpty()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            reason = instance.failure();
        }
        return reason.get();
    }
}
