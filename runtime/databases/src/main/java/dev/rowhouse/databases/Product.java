package dev.rowhouse.databases;

import java.util.Optional;

/** The database products that a test can ask for. */
public enum Product {
    /** H2, in files of a temporary folder. */
    H2,
    /** A PostgreSQL server. */
    POSTGRESQL,
    /** A MariaDB server. */
    MARIADB,
    /** SQLite, in files of a temporary folder. */
    SQLITE;

    /** Why it can't be had on this kind of machine; empty if it can. */
    Optional<String> obstacle() {
        return switch (this) {
            case H2, SQLITE -> Optional.empty();
            case POSTGRESQL -> PostgresServer.obstacle(System.getProperty("os.name"), System.getProperty("os.arch"));
            case MARIADB -> MariaDbServer.obstacle(System.getProperty("os.name"), System.getProperty("os.arch"));
        };
    }

    /**
     * Starts what its databases need.
     *
     * @throws IllegalStateException if that fails; nothing is left behind then
     */
    StartedDatabases start() {
        return switch (this) {
            case H2 -> DatabaseFiles.create(this, "jdbc:h2:file:%s");
            // Whether a file survives a power failure is nothing that these tests ask.
            case SQLITE -> DatabaseFiles.create(this, "jdbc:sqlite:%s.db?synchronous=OFF");
            case POSTGRESQL -> PostgresServer.start();
            case MARIADB -> MariaDbServer.start();
        };
    }
}
