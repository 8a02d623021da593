package dev.rowhouse.reflect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** What PostgreSQL makes beside a partitioned table, and its driver tells as if somebody had asked for it. */
final class PostgresPartitions {
    private static final String PARTITIONS = """
            select t.relname from pg_catalog.pg_class t join pg_catalog.pg_namespace n on n.oid = t.relnamespace
            where t.relispartition and n.nspname = ?
            """;

    /** A foreign key to a partitioned table has a copy to each of its partitions. */
    private static final String COPIES = """
            select f.relname || '.' || c.conname from pg_catalog.pg_constraint c
            join pg_catalog.pg_class f on f.oid = c.conrelid join pg_catalog.pg_namespace n on n.oid = f.relnamespace
            join pg_catalog.pg_class t on t.oid = c.confrelid
            where c.contype = 'f' and c.conparentid <> 0 and t.relispartition and n.nspname = ?
            """;

    private PostgresPartitions() {}

    /** The partitions in a schema. */
    static Set<String> names(Connection connection, String schema) throws SQLException {
        return ask(connection, PARTITIONS, schema);
    }

    /** Foreign keys that lead to a partition of the table that they were meant for: table, dot, name. */
    static Set<String> foreignKeys(Connection connection, String schema) throws SQLException {
        return ask(connection, COPIES, schema);
    }

    private static Set<String> ask(Connection connection, String sql, String schema) throws SQLException {
        Set<String> found = new HashSet<>();
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, schema);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }
}
