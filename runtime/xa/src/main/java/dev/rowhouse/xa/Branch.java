package dev.rowhouse.xa;

import dev.rowhouse.engine.Engine;
import dev.rowhouse.engine.Enlistable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The part of a transaction that one session has. Stands between the coordinator and the driver: it remembers what really
 * happened, and tells the coordinator only what makes no difference between drivers: prepared or not, committed or not yet. So
 * a driver's failure after the decision is never taken for a decision of its own, and nothing of what a database says of rows
 * gets into the coordinator's log.
 *
 * <p>For one thread at a time.
 */
final class Branch implements XAResource, Enlistable.Ends {
    /** How far it is. */
    enum State {
        /** Work is done in it. */
        ACTIVE,
        /** It keeps its changes until it is told what to do. */
        PREPARED,
        /** Its changes are there. */
        COMMITTED,
        /** Its changes are gone. */
        ROLLED_BACK,
        /** It has agreed, or may have, and what it was told then has not arrived, or may not. */
        UNSETTLED,
        /** It has agreed, and somebody else has ended it before it was told. */
        TAKEN
    }

    private final Engine engine;
    private final Session session;
    private final Connection pooled;
    private final Enlistable connection;
    private final XAResource resource;
    private State state = State.ROLLED_BACK;
    private @Nullable Xid id;
    private @Nullable Exception failure;
    private @Nullable Runnable next;
    private boolean enlisted;
    private boolean broken;

    /**
     * A branch that has not begun.
     *
     * @param engine where
     * @param session does the work
     * @param pooled the session's connection
     * @param seam around the driver
     * @throws SQLException if the connection is not one of an engine that commits in two phases
     */
    Branch(Engine engine, Session session, Connection pooled, Seam seam) throws SQLException {
        this.engine = engine;
        this.session = session;
        this.pooled = pooled;
        connection = pooled.unwrap(Enlistable.class);
        resource = seam.around(engine.label(), connection.resource());
    }

    /** The label of its engine. */
    String database() {
        return engine.label();
    }

    State state() {
        return state;
    }

    /** What went wrong with it first. */
    Optional<Exception> failure() {
        return Optional.ofNullable(failure);
    }

    void begin(Xid xid) throws SQLException, XAException {
        id = xid;
        connection.enlist(this);
        enlisted = true;
        try {
            resource.start(xid, TMNOFLAGS);
            state = State.ACTIVE;
        } catch (XAException | RuntimeException e) {
            failure = e;
            release();
            throw e;
        }
    }

    /** Commits its session; once that commits its connection, something else is done. */
    void commitSessionThen(Runnable innermore) {
        next = innermore;
        session.getTransaction().commit();
    }

    @Override
    public void commit() throws SQLException {
        if (next == null) {
            throw new SQLException(
                    "engine '%s': this is a part of a transaction over several engines, which commits when its work returns"
                            .formatted(database()));
        }
        var innermore = next;
        next = null;
        try {
            innermore.run();
        } catch (RuntimeException refusal) {
            // As a driver would say it: then the session rolls back, and knows that it has.
            throw new SQLException("engine '%s': rolled back with the others".formatted(database()), refusal);
        }
    }

    /** Whoever gives the connection up has given up all: the coordinator will hear of it when it asks. */
    @Override
    public void rollBack() {
        if (state == State.ACTIVE && id != null) {
            rollback(id);
            release();
        }
    }

    /** Makes the pool let go of a broken connection; not before the session has, which would not get to its end otherwise. */
    void evict() {
        if (broken) {
            broken = false;
            engine.evict(pooled);
        }
    }

    /** Makes the connection a plain one again. Once: after that it may be somebody else's. */
    void release() {
        if (!enlisted) {
            return;
        }
        enlisted = false;
        boolean sound = failure == null && (state == State.COMMITTED || state == State.ROLLED_BACK);
        connection.release(sound);
        broken = !sound;
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        if (state != State.ACTIVE) {
            throw new XAException(XAException.XAER_RMERR);
        }
        try {
            resource.end(xid, TMSUCCESS);
            // From here on nobody knows, unless there is an answer.
            state = State.UNSETTLED;
            int vote = resource.prepare(xid);
            state = vote == XA_RDONLY ? State.COMMITTED : State.PREPARED;
            return vote;
        } catch (XAException | RuntimeException e) {
            fail(e);
            // Asks for a rollback; what the driver says itself may mean that none is needed, which isn't always so.
            throw new XAException(XAException.XAER_RMERR);
        }
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        if (onePhase) {
            commitAtOnce(xid);
            return;
        }
        try {
            resource.commit(xid, false);
            state = State.COMMITTED;
        } catch (XAException e) {
            fail(e);
            switch (e.errorCode) {
                case XAException.XA_HEURCOM -> {
                    state = State.COMMITTED;
                    forget(xid);
                }
                case XAException.XA_HEURRB, XAException.XA_HEURMIX, XAException.XA_HEURHAZ -> {
                    state = State.TAKEN;
                    forget(xid);
                }
                default -> {
                    if (!isGone(xid)) {
                        throw later();
                    }
                    state = State.TAKEN;
                }
            }
        } catch (RuntimeException e) {
            fail(e);
            throw later();
        }
    }

    /** Lets the coordinator keep the decision in its log. */
    private XAException later() {
        state = State.UNSETTLED;
        return new XAException(XAException.XAER_RMFAIL);
    }

    private void commitAtOnce(Xid xid) throws XAException {
        if (state != State.ACTIVE) {
            throw new XAException(XAException.XA_RBROLLBACK);
        }
        try {
            resource.end(xid, TMSUCCESS);
            resource.commit(xid, true);
            state = State.COMMITTED;
        } catch (XAException | RuntimeException e) {
            fail(e);
            try {
                resource.rollback(xid);
            } catch (XAException | RuntimeException gone) {
                e.addSuppressed(gone);
            }
            // As with any commit that fails; the connection is closed, so nothing stays half done.
            state = State.ROLLED_BACK;
            throw new XAException(XAException.XA_RBROLLBACK);
        }
    }

    @Override
    public void rollback(Xid xid) {
        if (state == State.ROLLED_BACK || state == State.COMMITTED) {
            return;
        }
        boolean mayBePrepared = state != State.ACTIVE;
        try {
            if (state == State.ACTIVE) {
                resource.end(xid, TMFAIL);
            }
        } catch (XAException | RuntimeException e) {
            // Some say so that nothing is left to roll back. It is asked for nonetheless.
            if (!(e instanceof XAException known && isRolledBack(known))) {
                fail(e);
            }
        }
        try {
            resource.rollback(xid);
            state = State.ROLLED_BACK;
        } catch (XAException | RuntimeException e) {
            fail(e);
            // What was never asked to prepare is gone with its connection.
            state = mayBePrepared && !isGone(xid) ? State.UNSETTLED : State.ROLLED_BACK;
        }
    }

    /** Whether the database answers, and says that it has nothing prepared. */
    private boolean isGone(Xid xid) {
        try {
            return !Listed.in(resource, xid);
        } catch (XAException | RuntimeException e) {
            fail(e);
            return false;
        }
    }

    private static boolean isRolledBack(XAException e) {
        return e.errorCode >= XAException.XA_RBBASE && e.errorCode <= XAException.XA_RBEND;
    }

    private void fail(Exception e) {
        if (failure == null) {
            failure = e;
        } else if (!failure.equals(e)) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void forget(Xid xid) {
        try {
            resource.forget(xid);
        } catch (XAException | RuntimeException e) {
            fail(e);
        }
    }

    @Override
    public String toString() {
        return "engine '%s'".formatted(database());
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other == this;
    }

    @Override
    public Xid[] recover(int flags) {
        return new Xid[0];
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        throw new XAException(XAException.XAER_PROTO);
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        throw new XAException(XAException.XAER_PROTO);
    }

    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) {
        return false;
    }
}
