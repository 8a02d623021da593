package dev.rowhouse.xa.narayana;

import com.arjuna.ats.arjuna.coordinator.ActionManager;
import com.arjuna.ats.arjuna.exceptions.ObjectStoreException;
import com.arjuna.ats.arjuna.objectstore.RecoveryStore;
import com.arjuna.ats.arjuna.objectstore.StateStatus;
import com.arjuna.ats.internal.jta.utils.XAUtils;
import com.arjuna.ats.jta.recovery.XAResourceOrphanFilter;
import com.arjuna.ats.jta.xa.XATxConverter;
import com.arjuna.ats.jta.xa.XidImple;
import javax.transaction.xa.Xid;

/**
 * Which prepared branches nobody will ever decide on: those of this household whose transaction neither runs nor is in the log.
 * It had not come to a decision, and so decided to roll back.
 *
 * @param node what stands in the ids of this household's branches
 * @param store the log
 * @param type what decisions are called in the log
 */
record Orphans(String node, RecoveryStore store, String type) implements XAResourceOrphanFilter {
    @Override
    public Vote checkXid(Xid xid) {
        if (xid.getFormatId() != XATxConverter.FORMAT_ID || !node.equals(XAUtils.getXANodeName(xid))) {
            return Vote.LEAVE_ALONE;
        }
        var transaction = new XidImple(xid).getTransactionUid();
        // In this order: a transaction that runs takes its entry out of the log before it is forgotten here.
        if (ActionManager.manager().get(transaction) != null) {
            return Vote.LEAVE_ALONE;
        }
        try {
            return store.currentState(transaction, type) == StateStatus.OS_UNKNOWN ? Vote.ROLLBACK : Vote.LEAVE_ALONE;
        } catch (ObjectStoreException e) {
            // Without the log there is no saying.
            return Vote.LEAVE_ALONE;
        }
    }
}
