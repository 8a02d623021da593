package dev.rowhouse.engine;

import java.sql.SQLException;
import javax.transaction.xa.XAResource;

/**
 * What a connection of an engine with {@code transactions = xa} can be unwrapped to. It is a plain connection until it is
 * enlisted: then its transaction is a branch of one over several databases, and who works with the connection ends it
 * together with the others or not at all.
 *
 * <p>For one thread at a time, as the connection is.
 */
public interface Enlistable {
    /** What the database offers to the one who coordinates: begins, prepares and ends branches of this connection. */
    XAResource resource();

    /**
     * Hands over how transactions of this connection end. It must be in none, or in one that has done nothing yet; the branch
     * is begun by the caller, with the resource, after this.
     *
     * @param ends what is asked when somebody commits or rolls back
     * @throws SQLException if the connection is broken
     * @throws IllegalStateException if it is enlisted already
     */
    void enlist(Ends ends) throws SQLException;

    /**
     * Makes it a plain connection again, after its branch has ended.
     *
     * @param sound whether the connection can be used on; otherwise it is closed, and {@link Engine#evict} makes its pool let go
     *        of it: a pool doesn't look at once
     */
    void release(boolean sound);

    /** How the transaction of an enlisted connection ends. */
    interface Ends {
        /**
         * Somebody commits the connection.
         *
         * @throws SQLException if it may not, because the others decide
         */
        void commit() throws SQLException;

        /** Somebody rolls back the connection, or gives it back as it is: nothing that was done with it may stay. */
        void rollBack();
    }
}
