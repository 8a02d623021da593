package dev.rowhouse.xa;

import java.util.Arrays;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** Asks a database which branches it keeps prepared: the codes of drivers' failures don't tell that for sure. */
final class Listed {
    private Listed() {}

    /**
     * Whether a branch is among them.
     *
     * @throws XAException if the database doesn't answer
     */
    static boolean in(XAResource resource, Xid xid) throws XAException {
        var found = resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
        return found != null && Arrays.stream(found).anyMatch(other -> isSame(xid, other));
    }

    private static boolean isSame(Xid one, Xid other) {
        return one.getFormatId() == other.getFormatId()
                && Arrays.equals(one.getGlobalTransactionId(), other.getGlobalTransactionId())
                && Arrays.equals(one.getBranchQualifier(), other.getBranchQualifier());
    }
}
