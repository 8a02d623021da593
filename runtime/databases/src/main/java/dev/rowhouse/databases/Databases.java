package dev.rowhouse.databases;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalInt;

/**
 * Databases of one product, which a test can have as many of as it wants: on a server that was started for the tests of this
 * JVM, or in a folder. All tests share it, so each takes names that no other one takes.
 *
 * <p>Nobody waits for a lock on a server here for longer than four seconds. Safe for use by many threads.
 */
public interface Databases {
    /** Which product it is. */
    Product product();

    /**
     * The JDBC URL of a database, whether it has been created or not. Credentials that it needs are part of it.
     *
     * @param name of the database; may hold a placeholder, such as {@code {instance}}, that is replaced later
     */
    String url(String name);

    /**
     * Creates an empty database.
     *
     * @param name lower-case letters, digits and underscores
     * @return its JDBC URL
     * @throws IllegalStateException if it can't be created, because there is one of that name already
     */
    String create(String name);

    /**
     * Connects to a database, past the runtime.
     *
     * @param name of a database that was created
     * @return a connection, to be closed by the caller
     */
    Connection connect(String name) throws SQLException;

    /** Where the server listens, at 127.0.0.1; empty where there is none. */
    OptionalInt port();
}
