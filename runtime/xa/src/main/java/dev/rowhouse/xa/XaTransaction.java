package dev.rowhouse.xa;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.spi.PartialCommitException;
import dev.rowhouse.spi.UndecidedCommitException;
import dev.rowhouse.xa.Branch.State;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.transaction.xa.XAException;
import org.hibernate.Session;
import org.hibernate.TransactionException;
import org.jspecify.annotations.Nullable;

/**
 * A transaction over the engines of one household. Each session in it has a transaction of its own, as without this; but
 * their connections commit together or not at all.
 *
 * <p>For one thread at a time.
 */
public final class XaTransaction {
    private final InstanceName instance;
    private final Coordinator.Course course;
    private final Unsettled unsettled;
    private final Seam seam;
    private final List<Branch> branches = new ArrayList<>();
    private boolean ended;
    private boolean committed;
    private @Nullable RuntimeException reason;
    private @Nullable RuntimeException late;

    XaTransaction(InstanceName instance, Coordinator.Course course, Unsettled unsettled, Seam seam) {
        this.instance = instance;
        this.course = course;
        this.unsettled = unsettled;
        this.seam = seam;
    }

    /**
     * Makes the transaction of a session a part of this one. It must just have begun: nothing may have been done in it.
     *
     * @param engine the session's, known to the transactions of this household
     * @param session in a transaction
     * @throws TransactionException if the database doesn't begin; the session's transaction is to be rolled back then
     * @throws IllegalStateException if this transaction has ended, or the engine isn't known
     */
    public void enlist(Engine engine, Session session) {
        if (ended) {
            throw new IllegalStateException("instance '%s': the transaction has ended".formatted(instance));
        }
        unsettled.requireKnown(engine);
        session.doWork(connection -> {
            var branch = new Branch(engine, session, connection, seam);
            try {
                branch.begin(course.add(engine.label(), branch));
            } catch (XAException e) {
                throw new TransactionException("instance '%s', engine '%s': can't begin a branch of the transaction"
                        .formatted(instance, engine.label()), e);
            }
            branches.add(branch);
        });
    }

    /**
     * Commits all sessions, in the order in which they were enlisted: each one's work before completion is done, then all
     * databases prepare and commit, then each one's work after completion is done, with what came of it. What is changed is to be
     * flushed before. One session alone commits as without this.
     *
     * @throws TransactionException if a database didn't agree, and so nothing is committed; the cause says why. What a session
     *         throws before that is thrown as it is, and nothing is committed either.
     * @throws UndecidedCommitException if the decision was to commit, and databases didn't answer after it; they will be told
     *         again, so nothing is left to be done
     * @throws PartialCommitException if somebody else has ended prepared branches in the meantime
     */
    public void commit() {
        try {
            commitFrom(0);
        } catch (RuntimeException | Error failure) {
            rollBackAfter(failure);
            if (reason != null) {
                throw reason;
            }
            throw failure;
        } finally {
            branches.forEach(Branch::evict);
        }
        if (!ended) {
            rollback();
            throw new IllegalStateException(
                    "instance '%s': nothing is committed, because a session took back its transaction silently"
                            .formatted(instance));
        }
        tell();
        if (late != null) {
            throw late;
        }
    }

    /** Each session's commit runs inside of the one before, so all are between their beginning and their end meanwhile. */
    private void commitFrom(int index) {
        if (index < branches.size()) {
            branches.get(index).commitSessionThen(() -> commitInside(index + 1));
        } else {
            decide();
        }
    }

    /** What fails after the commit must not look to the sessions outside of it as if there were none. */
    private void commitInside(int index) {
        try {
            commitFrom(index);
        } catch (RuntimeException failure) {
            if (committed) {
                late = failure;
                return;
            }
            if (reason == null) {
                reason = failure;
            }
            throw failure;
        }
    }

    private void decide() {
        ended = true;
        try {
            committed = course.commit();
        } finally {
            settle();
        }
        if (!committed) {
            var refusal = notCommitted();
            reason = refusal;
            throw refusal;
        }
    }

    private TransactionException notCommitted() {
        var refused = branches.stream().filter(branch -> branch.failure().isPresent()).findFirst();
        var who = refused.map(branch -> "'%s' did not agree".formatted(branch.database()))
                .orElse("its log can't be written, or a session took back its part");
        return new TransactionException(
                "instance '%s': the transaction is rolled back in all engines, because %s".formatted(instance, who),
                cause(refused.flatMap(Branch::failure)).orElse(null));
    }

    /** What the database said, rather than the code that the driver made of it. */
    private static Optional<Throwable> cause(Optional<Exception> failure) {
        return failure.map(e -> e instanceof XAException && e.getCause() != null ? e.getCause() : e);
    }

    /** Says what became of a decision to commit that not all have carried out. */
    private void tell() {
        var committed = in(State.COMMITTED);
        var taken = in(State.TAKEN);
        var missing = in(State.UNSETTLED);
        var cause = cause(branches.stream()
                .filter(branch -> branch.state() != State.COMMITTED)
                .flatMap(branch -> branch.failure().stream())
                .findFirst()).orElseGet(() -> new SQLException("no answer"));
        if (!taken.isEmpty()) {
            throw new PartialCommitException(instance.value(), committed, taken, cause);
        }
        if (!missing.isEmpty()) {
            throw new UndecidedCommitException(instance.value(), committed, missing, cause);
        }
    }

    private List<String> in(State... states) {
        return branches.stream()
                .filter(branch -> Arrays.asList(states).contains(branch.state()))
                .map(Branch::database)
                .toList();
    }

    /**
     * Rolls back all databases. Does nothing if the transaction has ended. The sessions' own transactions are rolled back by who
     * has begun them, before this.
     */
    public void rollback() {
        if (!ended) {
            ended = true;
            try {
                course.rollBack();
            } finally {
                settle();
            }
        }
        branches.forEach(Branch::evict);
    }

    private void rollBackAfter(Throwable failure) {
        try {
            rollback();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Gives the connections back to their sessions, and leaves to recovery what is not at its end. */
    private void settle() {
        branches.forEach(Branch::release);
        var open = in(State.UNSETTLED, State.PREPARED);
        if (!open.isEmpty()) {
            unsettled.add(open);
        }
    }
}
