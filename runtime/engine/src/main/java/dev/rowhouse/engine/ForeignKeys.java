package dev.rowhouse.engine;

import java.sql.Connection;
import java.sql.SQLException;

/** Lets tables be dropped in any order where the database would look at the rows that point to them. */
final class ForeignKeys {
    private static final String PRAGMA = "pragma foreign_keys";

    private ForeignKeys() {}

    /** Does something while SQLite does not enforce them; other products are left as they are. */
    static void unenforced(Connection connection, Runnable task) {
        try {
            if (!connection.getMetaData().getDatabaseProductName().equals("SQLite")) {
                task.run();
                return;
            }
            boolean enforced = enforced(connection);
            enforce(connection, false);
            try {
                task.run();
            } finally {
                enforce(connection, enforced);
            }
        } catch (SQLException e) {
            throw new EngineException("can't drop tables whatever points to them", e);
        }
    }

    private static boolean enforced(Connection connection) throws SQLException {
        try (var statement = connection.createStatement(); var answer = statement.executeQuery(PRAGMA)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private static void enforce(Connection connection, boolean enforced) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(PRAGMA + " = " + enforced);
        }
    }
}
