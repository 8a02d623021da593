package dev.rowhouse.engine;

import dev.rowhouse.config.InstanceName;

/**
 * Hears which SQL statements a composite executes. Meant for tests, which can so hold a number of queries constant, and be sure
 * whose statements a connection executes.
 *
 * <p>Both methods hear the statements of sessions; the second one also those that come from elsewhere, plain JDBC and the work on
 * tables when an engine is opened, as they go over a connection.
 *
 * <p>Called by many threads: by each with the statement that it is about to execute, which waits for the answer and does not
 * survive an exception.
 */
@FunctionalInterface
public interface StatementObserver {
    /**
     * Hears a statement of a session. Where several rows are written as one batch, it is one.
     *
     * @param instance whose session it is
     * @param statement the SQL, with question marks for its values
     */
    void executes(InstanceName instance, String statement);

    /**
     * Hears a statement that goes over a connection. A batch of one statement is one; of several statements, each is heard.
     *
     * @param instance whose connection it is
     * @param engine whose of that instance, with its part behind a slash if it is one of several: {@code posts/a}
     * @param statement the SQL, with question marks for its values
     */
    default void sends(InstanceName instance, String engine, String statement) {
        // Who counts what sessions execute needs no more.
    }
}
