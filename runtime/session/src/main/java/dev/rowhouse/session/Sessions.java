package dev.rowhouse.session;

import com.google.inject.Key;
import com.google.inject.Provider;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.route.Destination;
import dev.rowhouse.shard.ShardedSession;
import dev.rowhouse.spi.Work.Task;
import dev.rowhouse.xa.XaTransactions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What one piece of work of one instance owns on one thread: at most a session for each engine, the leases of engines that
 * are opened on demand, and the objects that live as long as it does. For its own thread alone.
 */
final class Sessions implements AutoCloseable {
    private final Thread thread;
    private final InstanceName instance;
    private final @Nullable XaTransactions xa;
    private final List<Opened> opened = new ArrayList<>(0);
    /** The session that was asked for last, and its engine: mostly the one that is asked for next. */
    private @Nullable SessionImplementor recent;
    private @Nullable Engine recentEngine;
    private @Nullable Leases leases;
    private @Nullable Map<ShardedPlace, ShardedSession> sharded;
    private @Nullable Chosen chosen;
    private @Nullable Transactions transactions;
    private @Nullable Map<Key<?>, Object> objects;

    /** Nothing is used yet, by this thread. */
    Sessions(Thread thread, InstanceName instance, @Nullable XaTransactions xa) {
        this.thread = thread;
        this.instance = instance;
        this.xa = xa;
    }

    /** Whose they are; the one thing that other threads may ask. */
    Thread thread() {
        return thread;
    }

    /** The session on an engine, in a transaction if the work is in one. */
    Session session(Engine engine, int rank) {
        var last = recent;
        if (last != null && recentEngine == engine && transactions == null && !last.isClosed()) {
            return last;
        }
        var found = opened(engine, rank).session();
        recent = found;
        recentEngine = engine;
        return found;
    }

    private Opened opened(Engine engine, int rank) {
        var session = find(engine);
        if (session == null) {
            session = new Opened(engine, rank);
            opened.add(session);
        } else if (!session.isOpen()) {
            if (transactions != null) {
                throw new IllegalStateException(
                        "instance '%s': the session on '%s' was closed inside a transaction; leave injected sessions open, they are closed with the work"
                                .formatted(instance, engine.label()));
            }
            session.reopen();
        }
        if (transactions != null) {
            transactions.join(session);
        }
        return session;
    }

    private @Nullable Opened find(Engine engine) {
        for (int i = 0; i < opened.size(); i++) {
            var one = opened.get(i);
            if (one.engine() == engine) {
                return one;
            }
        }
        return null;
    }

    /** Sessions that are open, in the order of the plan. */
    List<Session> open() {
        return opened.stream().filter(Opened::isOpen).sorted(Opened.IN_ORDER).<Session>map(Opened::session).toList();
    }

    /** Those of them that are on some engines which are opened on demand. */
    List<Session> open(Collection<Leased> places) {
        if (leases == null) {
            return List.of();
        }
        var engines = leases.held(places);
        return opened.stream()
                .filter(one -> one.isOpen() && engines.contains(one.engine()))
                .<Session>map(Opened::session)
                .toList();
    }

    /** An engine that is opened on demand, and kept open for this piece of work from now on. */
    Engine engine(Leased place) {
        if (leases == null) {
            leases = new Leases();
        }
        return leases.engine(place);
    }

    /** The session on such an engine. */
    Session session(Leased place) {
        return session(engine(place), place.rank());
    }

    /** The session over all shards of an engine. */
    ShardedSession session(ShardedPlace place) {
        if (sharded == null) {
            sharded = new HashMap<>();
        }
        return sharded.computeIfAbsent(place, ShardedPlace::begin);
    }

    /** The destination that the innermost block names; null if none does. */
    @Nullable
    Destination named() {
        return chosen == null ? null : chosen.place();
    }

    /**
     * Runs a task with a destination named for it. What was opened for a member of a family ends with the outermost block that
     * names it, or with the transaction that it takes part in.
     */
    <T extends @Nullable Object, X extends Exception> T on(Destination place, Task<T, X> task) throws X {
        var outer = chosen;
        chosen = new Chosen(place, outer);
        T result;
        try {
            result = task.call();
        } catch (Throwable failure) {
            chosen = outer;
            try {
                letGo();
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
            throw failure;
        }
        chosen = outer;
        letGo();
        return result;
    }

    /** Ends what is open for members of families that no block names any more, unless a transaction still needs it. */
    private void letGo() {
        if (transactions != null || leases == null) {
            return;
        }
        for (var engine : leases.releasable(chosen)) {
            var session = find(engine);
            try {
                if (session != null) {
                    recent = null;
                    opened.remove(session);
                    session.end();
                }
            } finally {
                leases.release(engine);
            }
        }
    }

    <T extends @Nullable Object, X extends Exception> T inTransaction(Task<T, X> task) throws X {
        if (transactions != null) {
            return transactions.nested(task);
        }
        var before = opened.stream().filter(Opened::isOpen).toList();
        before.forEach(one -> Transactions.refuseBegun(instance, one));
        var fresh = new Transactions(instance, xa);
        transactions = fresh;
        T result;
        try {
            // What was read before the transaction may be changed in it, without the session being called.
            before.forEach(fresh::join);
            result = task.call();
            fresh.commit();
        } catch (Throwable failure) {
            transactions = null;
            fresh.rollBackAfter(failure);
            // After a failure Hibernate's sessions don't match their database any more.
            closeAfter(failure);
            throw failure;
        }
        transactions = null;
        letGo();
        return result;
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
        for (var one : opened) {
            if (!one.isOpen()) {
                continue;
            }
            Transactions.refuseBegun(instance, one);
            if (one.session().isDirty()) {
                throw new IllegalStateException(
                        "instance '%s': the session on '%s' has changes that are not saved, and what was changed before can't be repeated; make the changes in the task of inRetriedTransaction"
                                .formatted(instance, one.engine().label()));
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

    /** Ends all sessions, the last one first, and then all leases; a transaction that is still open is rolled back. */
    @Override
    public void close() {
        if (opened.isEmpty() && sharded == null && leases == null) {
            return;
        }
        List<RuntimeException> failures = new ArrayList<>(0);
        recent = null;
        try {
            while (!opened.isEmpty()) {
                end(opened.removeLast()::end, failures);
            }
            if (sharded != null) {
                sharded.values().forEach(session -> end(session::close, failures));
                sharded = null;
            }
        } finally {
            if (leases != null) {
                leases.close();
            }
        }
        if (!failures.isEmpty()) {
            var first = failures.removeFirst();
            failures.forEach(first::addSuppressed);
            throw first;
        }
    }

    private static void end(Runnable ending, List<RuntimeException> failures) {
        try {
            ending.run();
        } catch (RuntimeException e) {
            failures.add(e);
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
}
