package dev.rowhouse.testkit;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.engine.StatementObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Stands at the JDBC connections of a composite: knows to which instance each of them belongs, and in which instance the thread is that
 * sends a statement. Where they differ, the statement isn't sent. While tests are interleaved, it also makes statements of several threads meet.
 *
 * <p>Safe for use by many threads.
 */
final class Guard implements StatementObserver {
    private static final Duration PATIENCE = Duration.ofMillis(3);

    private final Crossings crossings;
    private final Exchanger<InstanceName> meeting = new Exchanger<>();
    private volatile Supplier<Optional<InstanceName>> here = Optional::empty;
    private final AtomicInteger interleavings = new AtomicInteger();

    Guard(Crossings crossings) {
        this.crossings = crossings;
    }

    /** Lets it know in which instance the calling thread is. */
    void watch(Supplier<Optional<InstanceName>> inside) {
        here = inside;
    }

    /** Makes statements meet from now on. */
    void begin() {
        interleavings.incrementAndGet();
    }

    /** Lets each statement go its own way again. */
    void end() {
        interleavings.decrementAndGet();
    }

    @Override
    public void executes(InstanceName instance, String statement) {
        // What sessions execute is sent over a connection, too.
    }

    @Override
    public void sends(InstanceName instance, String engine, String statement) {
        var inside = here.get();
        if (inside.isEmpty()) {
            // Tables are made, and databases asked whether they are there, outside of all scopes.
            return;
        }
        if (!inside.get().equals(instance)) {
            throw crossings
                    .add("thread '%s' is in instance '%s', and sends to the database of instance '%s', engine '%s': %s"
                            .formatted(Thread.currentThread().getName(), inside.get(), instance, engine, statement));
        }
        if (interleavings.get() > 0) {
            meet(instance);
        }
    }

    /** Waits for a moment until another thread is about to send a statement as well. */
    private void meet(InstanceName instance) {
        try {
            meeting.exchange(instance, PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // Nobody else is about to.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
