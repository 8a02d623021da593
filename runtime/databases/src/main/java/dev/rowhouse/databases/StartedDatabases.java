package dev.rowhouse.databases;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Databases that must be closed, with all they hold. */
interface StartedDatabases extends Databases, AutoCloseable {
    /** Creates a database on a server that has this one already. */
    default String createBeside(String existing, String name) {
        try (var connection = connect(existing); var statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return url(name);
        } catch (SQLException e) {
            throw new IllegalStateException("can't create database '%s'".formatted(name), e);
        }
    }

    @Override
    default Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(url(name));
    }

    @Override
    void close();
}
