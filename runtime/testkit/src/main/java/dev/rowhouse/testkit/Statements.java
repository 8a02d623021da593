package dev.rowhouse.testkit;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.engine.StatementObserver;
import dev.rowhouse.spi.Work.Action;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Collects the SQL statements of one composite's instances for those who listen, and forgets them while nobody does.
 *
 * <p>Safe for use by many threads.
 */
final class Statements implements StatementObserver {
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final StatementObserver guard;

    /** Statements that nobody guards. */
    Statements() {
        this((instance, statement) -> {});
    }

    /** @param guard hears of all statements first */
    Statements(StatementObserver guard) {
        this.guard = guard;
    }

    private record Listener(InstanceName instance, Queue<String> heard) {}

    @Override
    public void sends(InstanceName instance, String engine, String statement) {
        guard.sends(instance, engine, statement);
    }

    @Override
    public void executes(InstanceName instance, String statement) {
        guard.executes(instance, statement);
        for (var listener : listeners) {
            if (listener.instance().equals(instance)) {
                listener.heard().add(statement);
            }
        }
    }

    /** What an instance executes while an action runs. */
    <X extends Exception> List<String> during(Action<X> action, InstanceName instance) throws X {
        var listener = new Listener(instance, new ConcurrentLinkedQueue<>());
        listeners.add(listener);
        try {
            action.run();
        } finally {
            listeners.remove(listener);
        }
        return List.copyOf(listener.heard());
    }
}
