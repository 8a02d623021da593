package dev.rowhouse.shard;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.PostgreSQLDialect;

/**
 * How a database orders texts, so that those of several can be brought into one order.
 *
 * @param kind who can tell
 * @param collation what the database calls it; databases with different ones order differently
 */
record TextOrder(Kind kind, String collation) {
    /** Who can tell which of two texts is first. */
    enum Kind {
        /** We: as {@code String} does. */
        HALVES,
        /** We: by code point. */
        CODE_POINTS,
        /** Only the database. */
        ASKED,
        /** Nobody that we know how to ask. */
        UNKNOWN
    }

    /** Asks a database. */
    static TextOrder of(Dialect dialect, Connection connection) throws SQLException {
        if (dialect instanceof H2Dialect) {
            var collation = first(connection,
                    "select setting_value from information_schema.settings where setting_name = 'COLLATION'");
            return collation.isEmpty() || collation.equals("OFF") ? new TextOrder(Kind.HALVES, "")
                    : new TextOrder(Kind.ASKED, collation);
        }
        if (dialect instanceof PostgreSQLDialect) {
            var collation = first(connection,
                    "select concat(d.datlocprovider, ' ', d.datcollate, ' ', to_jsonb(d) ->> 'datlocale', ' ', pg_encoding_to_char(d.encoding)) "
                            + "from pg_database d where d.datname = current_database()");
            // The provider that is built in orders by code point, whatever else it knows of a language.
            boolean bytes = collation.startsWith("b ") || collation.startsWith("c C ")
                    || collation.startsWith("c POSIX ");
            return new TextOrder(bytes && collation.endsWith(" UTF8") ? Kind.CODE_POINTS : Kind.ASKED, collation);
        }
        var product = connection.getMetaData().getDatabaseProductName();
        return new TextOrder(product.equals("SQLite") ? Kind.CODE_POINTS : Kind.UNKNOWN, product);
    }

    private static String first(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
            return rows.next() && rows.getString(1) != null ? rows.getString(1) : "";
        }
    }

    /** The places of some texts in the order of a database; those that it takes for equal share one. */
    static Map<String, Integer> ranks(Connection connection, Collection<String> texts) throws SQLException {
        var array = connection.createArrayOf("varchar", new TreeSet<>(texts).toArray());
        try (var statement = connection.prepareStatement(
                "select t.v, dense_rank() over (order by t.v) from unnest(cast(? as %s)) as t(v)".formatted(
                        connection.getMetaData().getDatabaseProductName().equals("H2") ? "varchar array" : "text[]"))) {
            statement.setArray(1, array);
            var ranks = new HashMap<String, Integer>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ranks.put(rows.getString(1), rows.getInt(2));
                }
            }
            return ranks;
        } finally {
            array.free();
        }
    }
}
