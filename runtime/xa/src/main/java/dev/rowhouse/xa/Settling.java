package dev.rowhouse.xa;

import dev.rowhouse.config.InstanceName;
import java.util.Optional;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database that recovery looks at. Remembers whether all went well, and believes no database that a branch is gone: one whose
 * connection the database still takes for alive can't be ended by another connection in some products, which say then that
 * there is none.
 *
 * <p>For one thread at a time.
 */
final class Settling implements XAResource {
    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

    private final InstanceName instance;
    private final String database;
    private final XAResource resource;
    private @Nullable Exception failure;
    private int committed;
    private int rolledBack;

    Settling(InstanceName instance, String database, XAResource resource) {
        this.instance = instance;
        this.database = database;
        this.resource = resource;
    }

    /** What is left to be done another time. */
    Optional<Exception> failure() {
        return Optional.ofNullable(failure);
    }

    /** Says what has been done, if anything. */
    void tell() {
        if (committed + rolledBack > 0) {
            LOG.info(
                    "instance '{}', engine '{}': of transactions that were left unfinished, {} were committed and {} rolled back",
                    instance, database, committed, rolledBack);
        }
    }

    private interface Step {
        void take() throws XAException;
    }

    private void end(Xid xid, Step step) throws XAException {
        try {
            step.take();
        } catch (XAException e) {
            switch (e.errorCode) {
                case XAException.XA_HEURCOM, XAException.XA_HEURRB, XAException.XA_HEURMIX, XAException.XA_HEURHAZ -> {
                    LOG.error(
                            "instance '{}', engine '{}': a prepared part of a transaction was ended by somebody else (XA code {}); look whether its databases still agree",
                            instance, database, e.errorCode);
                    forget(xid);
                    throw new XAException(XAException.XAER_NOTA);
                }
                default -> {
                    if (isThere(xid)) {
                        throw later(e);
                    }
                    throw new XAException(XAException.XAER_NOTA);
                }
            }
        } catch (RuntimeException e) {
            throw later(e);
        }
    }

    private boolean isThere(Xid xid) throws XAException {
        try {
            return Listed.in(resource, xid);
        } catch (XAException | RuntimeException e) {
            throw later(e);
        }
    }

    private XAException later(Exception e) {
        fail(e);
        return new XAException(XAException.XAER_RMFAIL);
    }

    private void fail(Exception e) {
        if (failure == null) {
            failure = e;
        }
    }

    @Override
    public Xid[] recover(int flags) throws XAException {
        try {
            var found = resource.recover(flags);
            return found == null ? new Xid[0] : found;
        } catch (XAException | RuntimeException e) {
            throw later(e);
        }
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        end(xid, () -> resource.commit(xid, false));
        committed++;
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        end(xid, () -> resource.rollback(xid));
        rolledBack++;
    }

    @Override
    public void forget(Xid xid) throws XAException {
        resource.forget(xid);
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other == this;
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
    public int prepare(Xid xid) throws XAException {
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
