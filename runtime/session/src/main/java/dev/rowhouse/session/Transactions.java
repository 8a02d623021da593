package dev.rowhouse.session;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.spi.PartialCommitException;
import dev.rowhouse.spi.Work.Task;
import dev.rowhouse.xa.XaTransaction;
import dev.rowhouse.xa.XaTransactions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The transactions of one piece of work, one for each engine that it touches. For one thread. */
final class Transactions {
    /** More than any chain of listeners should need. */
    private static final int MOST_FLUSHES = 20;

    private final InstanceName instance;
    private final @Nullable XaTransactions xa;
    private final List<Opened> begun = new ArrayList<>(2);
    private @Nullable XaTransaction distributed;
    private @Nullable Throwable failedInside;
    private boolean used;

    /**
     * Transactions that nothing takes part in yet.
     *
     * @param xa lets them commit in two phases; null if they commit one after the other
     */
    Transactions(InstanceName instance, @Nullable XaTransactions xa) {
        this.instance = instance;
        this.xa = xa;
    }

    /** Begins a transaction on first use. One that the app began itself can't be a part of these. */
    void join(Opened session) {
        used = true;
        if (begun.contains(session)) {
            return;
        }
        refuseBegun(instance, session);
        session.session().beginTransaction();
        begun.add(session);
        if (xa != null) {
            enlist(session, xa);
        }
    }

    /** One that has begun and doesn't take part would be left out of the commit without a word. */
    private void enlist(Opened session, XaTransactions coordinator) {
        try {
            if (distributed == null) {
                distributed = coordinator.begin();
            }
            distributed.enlist(session.engine(), session.session());
        } catch (Throwable failure) {
            failedInside = failure;
            throw failure;
        }
    }

    /** Refuses a session in which the app began a transaction itself. */
    static void refuseBegun(InstanceName instance, Opened session) {
        if (session.session().getTransaction().isActive()) {
            throw new IllegalStateException(
                    "instance '%s': the session on '%s' is in a transaction that Work didn't begin; use one or the other"
                            .formatted(instance, session.engine().label()));
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

    /** Flushes all, then commits all: in two phases, or one after the other in the order of the plan. */
    void commit() {
        if (failedInside != null) {
            throw new IllegalStateException(
                    "instance '%s': the transaction is rolled back, because a part of it failed and that was caught; let the exception through, or give that part a scope on a thread of its own"
                            .formatted(instance),
                    failedInside);
        }
        refuseDoomed();
        flushAll();
        refuseDoomed();
        if (distributed != null) {
            distributed.commit();
        } else {
            commitInOrder();
        }
    }

    /**
     * Hibernate marks a transaction after most failures, and so may the app; then it rolls back without a word when it is to commit,
     * and the others would commit without it.
     */
    private void refuseDoomed() {
        for (var one : begun) {
            if (one.isOpen() && one.session().getTransaction().getRollbackOnly()) {
                throw new IllegalStateException(
                        "instance '%s': the transaction is rolled back, because the one on '%s' is marked for that: something in it failed and that was caught, or setRollbackOnly was called; let the exception through, or throw one"
                                .formatted(instance, one.engine().label()));
            }
        }
    }

    private List<Opened> inOrder() {
        return begun.stream().sorted(Opened.IN_ORDER).toList();
    }

    private void commitInOrder() {
        var committed = new ArrayList<Opened>();
        for (var lost = inOrder(); !lost.isEmpty(); lost = without(committed)) {
            try {
                lost.getFirst().session().getTransaction().commit();
            } catch (RuntimeException failure) {
                if (committed.isEmpty()) {
                    throw failure;
                }
                throw new PartialCommitException(instance.value(), names(committed), names(lost), failure);
            }
            committed.add(lost.getFirst());
        }
    }

    /** What is left to commit; what happens in a commit may use a further engine. */
    private List<Opened> without(List<Opened> committed) {
        return inOrder().stream().filter(one -> !committed.contains(one)).toList();
    }

    /**
     * Flushes all until a flush uses no session any more: a listener may write into an engine that was flushed before, and in a
     * commit that would come too late for one that has committed.
     */
    private void flushAll() {
        for (int round = 1; round <= MOST_FLUSHES; round++) {
            used = false;
            inOrder().forEach(one -> one.session().flush());
            if (!used) {
                return;
            }
        }
        throw new IllegalStateException(
                "instance '%s': the transaction is rolled back, because listeners use a session in each of %d flushes; let them write once"
                        .formatted(instance, MOST_FLUSHES));
    }

    /** Rolls back what has not committed. Failures join the one that led here. */
    void rollBackAfter(Throwable failure) {
        for (var one : begun) {
            try {
                if (one.isOpen() && one.session().getTransaction().isActive()) {
                    one.session().getTransaction().rollback();
                }
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
        if (distributed != null) {
            try {
                distributed.rollback();
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
    }

    private static List<String> names(List<Opened> which) {
        return which.stream().map(one -> one.engine().label()).toList();
    }
}
