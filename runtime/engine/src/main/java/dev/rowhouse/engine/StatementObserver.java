package dev.rowhouse.engine;

import dev.rowhouse.config.InstanceName;

/**
 * Hears which SQL statements the sessions of a composite's engines execute. Meant for tests, which can so hold a number of
 * queries constant.
 *
 * <p>Called by many threads: by each with the statement that it is about to execute, which waits for the answer and does not
 * survive an exception.
 */
@FunctionalInterface
public interface StatementObserver {
    /**
     * Hears a statement. Where several rows are written as one batch, it is one.
     *
     * @param instance whose session it is
     * @param statement the SQL, with question marks for its values
     */
    void executes(InstanceName instance, String statement);
}
