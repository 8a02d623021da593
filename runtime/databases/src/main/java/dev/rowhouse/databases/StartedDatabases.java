package dev.rowhouse.databases;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Databases that must be closed, with all they hold. */
interface StartedDatabases extends Databases, AutoCloseable {
    @Override
    default Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(url(name));
    }

    @Override
    void close();
}
