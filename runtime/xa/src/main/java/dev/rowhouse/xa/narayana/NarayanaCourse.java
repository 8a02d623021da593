package dev.rowhouse.xa.narayana;

import com.arjuna.ats.arjuna.coordinator.ActionStatus;
import com.arjuna.ats.arjuna.coordinator.AddOutcome;
import com.arjuna.ats.arjuna.coordinator.TwoPhaseCoordinator;
import com.arjuna.ats.internal.jta.resources.arjunacore.XAResourceRecord;
import com.arjuna.ats.jta.xa.XidImple;
import dev.rowhouse.xa.Coordinator.Course;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * A transaction of Narayana's core, which is bound to no thread. Each connection is a branch of its own, also where two lead to
 * one database: not every product joins.
 *
 * @param action the transaction
 */
record NarayanaCourse(TwoPhaseCoordinator action) implements Course {
    @Override
    public Xid add(String database, XAResource branch) {
        var xid = new XidImple(action.get_uid(), true, 0);
        var entry = new XAResourceRecord(null, branch, xid, null);
        // By this name recovery knows, after a crash, whether the database has been looked at.
        entry.setJndiName(database);
        if (action.add(entry) != AddOutcome.AR_ADDED) {
            throw new IllegalStateException("the transaction takes no further branch, on '%s'".formatted(database));
        }
        return xid;
    }

    @Override
    public boolean commit() {
        return switch (action.end(true)) {
            case ActionStatus.ABORTED, ActionStatus.ABORTING, ActionStatus.H_ROLLBACK -> false;
            default -> true;
        };
    }

    @Override
    public void rollBack() {
        action.cancel();
    }
}
