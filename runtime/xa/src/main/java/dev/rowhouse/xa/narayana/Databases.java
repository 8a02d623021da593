package dev.rowhouse.xa.narayana;

import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import java.util.Map;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jboss.tm.XAResourceWrapper;

/**
 * The databases that recovery looks at, under their names.
 *
 * @param databases by their labels
 */
record Databases(Map<String, XAResource> databases) implements XAResourceRecoveryHelper {
    @Override
    public boolean initialise(String unused) {
        return true;
    }

    @Override
    public XAResource[] getXAResources() {
        return databases.entrySet()
                .stream()
                .map(entry -> new Named(entry.getValue(), entry.getKey()))
                .toArray(XAResource[]::new);
    }

    /**
     * A resource with the name that the log knows it by.
     *
     * @param resource does the work
     * @param name of its database
     */
    private record Named(XAResource resource, String name) implements XAResourceWrapper {
        @Override
        public XAResource getResource() {
            return resource;
        }

        @Override
        public String getProductName() {
            return "";
        }

        @Override
        public String getProductVersion() {
            return "";
        }

        @Override
        public String getJndiName() {
            return name;
        }

        @Override
        public Xid[] recover(int flags) throws XAException {
            return resource.recover(flags);
        }

        @Override
        public void commit(Xid xid, boolean onePhase) throws XAException {
            resource.commit(xid, onePhase);
        }

        @Override
        public void rollback(Xid xid) throws XAException {
            resource.rollback(xid);
        }

        @Override
        public void forget(Xid xid) throws XAException {
            resource.forget(xid);
        }

        @Override
        public boolean isSameRM(XAResource other) {
            return equals(other);
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
}
