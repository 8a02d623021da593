package dev.rowhouse.xa;

import java.util.Map;
import java.util.Set;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * What decides over transactions, and keeps the decisions in a log: what this room needs of Narayana, seen from outside of the
 * class loader that it lives in. For this room alone, although its loader wants it public.
 *
 * <p>Safe for use by many threads, but {@link #recover} by one at a time.
 */
public interface Coordinator extends AutoCloseable {
    /** Begins a transaction that has no branches yet. */
    Course begin();

    /**
     * Ends what was left prepared by transactions that don't run any more: commits where the log says so, rolls back the rest.
     * What resources throw is left to be done another time.
     *
     * @param databases where to look, by their labels
     * @return the labels of databases that decisions in the log still wait for, whether they were looked at or not
     */
    Set<String> recover(Map<String, XAResource> databases);

    /** Ends all that it has started. No transaction may run any more. */
    @Override
    void close();

    /** A transaction on its way. For one thread at a time. */
    interface Course {
        /**
         * Adds a branch, which the caller begins.
         *
         * @param database the label of its database
         * @param branch who is told to prepare, commit or roll back
         * @return the id to begin it with
         */
        Xid add(String database, XAResource branch);

        /**
         * Prepares all branches, and commits them if all agree; a single one is committed at once.
         *
         * @return whether the decision was to commit; if not, all were told to roll back
         */
        boolean commit();

        /** Tells all branches to roll back. */
        void rollBack();
    }
}
