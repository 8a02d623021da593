package dev.rowhouse.engine;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Something that work changes on a connection.
 *
 * @param what the test calls it
 * @param byPool whether HikariCP alone hands it on to the next work
 * @param change changes it
 * @param look what the next work finds
 */
record Carried(String what, boolean byPool, Change change, Look look) {
    /** Work on a connection. */
    interface Change {
        void on(Connection connection) throws SQLException;
    }

    /** Asks a connection something. */
    interface Look {
        Object at(Connection connection) throws SQLException;
    }

    /** What HikariCP hands on, changed by statements and asked by one. */
    static Carried statements(String what, String question, String... changes) {
        return new Carried(what, true, executing(changes), asking(question));
    }

    static Change executing(String... statements) {
        return connection -> {
            try (var it = connection.createStatement()) {
                for (var statement : statements) {
                    it.execute(statement);
                }
            }
        };
    }

    /** The first column of the first row, or what the database says against the question. */
    static Look asking(String question) {
        return connection -> {
            try (var it = connection.createStatement(); var answer = it.executeQuery(question)) {
                return answer.next() ? String.valueOf(answer.getObject(1)) : "nothing";
            } catch (SQLException refusal) {
                return "refused: " + refusal.getSQLState();
            }
        };
    }

    /** Goes on without autocommit, as a transaction does, and ends so. */
    static Change inTransaction(Change change) {
        return connection -> {
            connection.setAutoCommit(false);
            change.on(connection);
        };
    }

    /** The same, and commits. */
    static Change committed(Change change) {
        return connection -> {
            connection.setAutoCommit(false);
            change.on(connection);
            connection.commit();
            connection.setAutoCommit(true);
        };
    }
}
