package dev.rowhouse.session;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.spi.PartialCommitException;
import dev.rowhouse.spi.Work.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The transactions of one piece of work, one for each engine that it touches. For one thread. */
final class Transactions {
    private final InstanceName instance;
    private final List<Engine> engines;
    private final SortedMap<Integer, Session> begun = new TreeMap<>();
    private @Nullable Throwable failedInside;

    Transactions(InstanceName instance, List<Engine> engines) {
        this.instance = instance;
        this.engines = engines;
    }

    /** Begins a transaction on first use. One that the app began itself can't be a part of these. */
    void join(int engine, Session session) {
        if (begun.containsKey(engine)) {
            return;
        }
        refuseBegun(instance, engines.get(engine), session);
        session.beginTransaction();
        begun.put(engine, session);
    }

    /** Refuses a session in which the app began a transaction itself. */
    static void refuseBegun(InstanceName instance, Engine engine, Session session) {
        if (session.getTransaction().isActive()) {
            throw new IllegalStateException(
                    "instance '%s': the session on '%s' is in a transaction that Work didn't begin; use one or the other"
                            .formatted(instance, engine.name()));
        }
    }

    /** Runs a task as a part of these transactions. If it fails, they can't commit any more. */
    <T extends @Nullable Object, X extends Exception> T nested(Task<T, X> task) throws X {
        try {
            return task.call();
        } catch (Throwable failure) {
            failedInside = failure;
            throw failure;
        }
    }

    /** Flushes all, then commits all in the order of the plan. */
    void commit() {
        if (failedInside != null) {
            throw new IllegalStateException(
                    "instance '%s': the transaction is rolled back, because a part of it failed and that was caught; let the exception through, or give that part a scope on a thread of its own"
                            .formatted(instance),
                    failedInside);
        }
        flushAll();
        var committed = new ArrayList<Integer>();
        for (var engine : new TreeMap<>(begun).entrySet()) {
            try {
                engine.getValue().getTransaction().commit();
            } catch (RuntimeException failure) {
                if (committed.isEmpty()) {
                    throw failure;
                }
                var lost = new ArrayList<>(begun.keySet());
                lost.removeAll(committed);
                throw new PartialCommitException(instance.value(), names(committed), names(lost), failure);
            }
            committed.add(engine.getKey());
        }
    }

    /** Flushes until nothing joins any more: what happens in a flush may use another engine. */
    private void flushAll() {
        int flushed = 0;
        while (flushed < begun.size()) {
            flushed = begun.size();
            new TreeMap<>(begun).values().forEach(Session::flush);
        }
    }

    /** Rolls back what has not committed. Failures join the one that led here. */
    void rollBackAfter(Throwable failure) {
        for (var session : begun.values()) {
            try {
                if (session.isOpen() && session.getTransaction().isActive()) {
                    session.getTransaction().rollback();
                }
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
    }

    private List<String> names(List<Integer> which) {
        return which.stream().map(engine -> engines.get(engine).name().value()).toList();
    }
}
