package dev.rowhouse.session;

import com.google.inject.Key;
import com.google.inject.Provider;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.spi.Work.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * What one piece of work of one instance owns on one thread: at most a session for each engine, and the objects that live
 * as long as it does. For its own thread alone.
 */
final class Sessions implements AutoCloseable {
    private final InstanceName instance;
    private final List<Engine> engines;
    private final Thread owner;
    private final @Nullable Session[] open;
    private @Nullable Transactions transactions;
    private @Nullable Map<Key<?>, Object> objects;

    Sessions(InstanceName instance, List<Engine> engines, Thread owner) {
        this.instance = instance;
        this.engines = engines;
        this.owner = owner;
        open = new Session[engines.size()];
    }

    boolean belongsTo(Thread thread) {
        return owner == thread;
    }

    /** The name of the thread whose they are. */
    String owner() {
        return owner.getName();
    }

    /** The session on an engine, in a transaction if the work is in one. */
    Session session(int engine) {
        var session = open[engine];
        if (session != null && !session.isOpen() && transactions != null) {
            throw new IllegalStateException(
                    "instance '%s': the session on '%s' was closed inside a transaction; leave injected sessions open, they are closed with the work"
                            .formatted(instance, engines.get(engine).name()));
        }
        if (session == null || !session.isOpen()) {
            session = engines.get(engine).openSession();
            open[engine] = session;
        }
        if (transactions != null) {
            transactions.join(engine, session);
        }
        return session;
    }

    <T extends @Nullable Object, X extends Exception> T inTransaction(Task<T, X> task) throws X {
        if (transactions != null) {
            return transactions.nested(task);
        }
        var fresh = new Transactions(instance, engines);
        joinOpen(fresh);
        transactions = fresh;
        try {
            T result;
            try {
                result = task.call();
                fresh.commit();
            } catch (Throwable failure) {
                transactions = null;
                fresh.rollBackAfter(failure);
                // After a failure Hibernate's sessions don't match their database any more.
                closeAfter(failure);
                throw failure;
            }
            return result;
        } finally {
            transactions = null;
        }
    }

    /** Like a transaction, but done again while others get in its way; every attempt has sessions of its own. */
    <T extends @Nullable Object, X extends Exception> T inRetriedTransaction(Task<T, X> task) throws X {
        if (transactions != null) {
            throw new IllegalStateException(
                    "instance '%s': this thread is in a transaction already, and a part of one can't be repeated alone; call inRetriedTransaction where the transaction begins, or inTransaction here"
                            .formatted(instance));
        }
        refuseUnsaved();
        close();
        return new Attempts(this).inTransaction(task);
    }

    /** Runs one attempt. Of one that fails nothing stays that the next could find. */
    <T extends @Nullable Object, X extends Exception> T attempt(Task<T, X> task) throws X {
        var before = objects == null ? null : new HashMap<>(objects);
        try {
            return inTransaction(task);
        } catch (Throwable failure) {
            objects = before;
            throw failure;
        }
    }

    /** An attempt that is repeated would lack what was changed before the first one. */
    private void refuseUnsaved() {
        for (int i = 0; i < open.length; i++) {
            var session = open[i];
            if (session == null || !session.isOpen()) {
                continue;
            }
            Transactions.refuseBegun(instance, engines.get(i), session);
            if (session.isDirty()) {
                throw new IllegalStateException(
                        "instance '%s': the session on '%s' has changes that are not saved, and what was changed before can't be repeated; make the changes in the task of inRetriedTransaction"
                                .formatted(instance, engines.get(i).name()));
            }
        }
    }

    /** What was read before the transaction may be changed in it, without the session being called. */
    private void joinOpen(Transactions fresh) {
        for (int i = 0; i < open.length; i++) {
            var session = open[i];
            if (session != null && session.isOpen()) {
                fresh.join(i, session);
            }
        }
    }

    /** The object that belongs to a key in this piece of work, made on first use. */
    @SuppressWarnings("unchecked") // What a key's provider made is of the key's type.
    <T> T object(Key<T> key, Provider<T> maker) {
        if (objects == null) {
            objects = new HashMap<>();
        }
        var object = objects.get(key);
        if (object == null) {
            object = maker.get();
            objects.put(key, object);
        }
        return (T) object;
    }

    /** Ends all sessions; a transaction that is still open is rolled back. */
    @Override
    public void close() {
        RuntimeException failure = null;
        for (int i = open.length - 1; i >= 0; i--) {
            var session = open[i];
            open[i] = null;
            if (session == null || !session.isOpen()) {
                continue;
            }
            try {
                end(session);
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Ends all sessions because of a failure, which stays the one that is reported. */
    void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static void end(Session session) {
        try (session) {
            var transaction = session.getTransaction();
            if (transaction.isActive()) {
                transaction.rollback();
            }
        }
    }
}
