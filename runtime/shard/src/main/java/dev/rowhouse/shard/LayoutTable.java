package dev.rowhouse.shard;

import dev.rowhouse.engine.Placement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the database of a shard remembers of itself: whose it is, and the layout that its rows were laid out by. One row in a
 * table of our own, {@value dev.rowhouse.engine.Placement#TABLE}.
 *
 * <p>Each method uses the connection as it is, within its transaction if it has one begun; none commits.
 */
public final class LayoutTable {
    private static final int LONGEST = 3000;

    private LayoutTable() {}

    /**
     * What one database remembers.
     *
     * @param engine the name of the engine that it holds a part of
     * @param shard the name of the shard that it is
     * @param shards the names of all shards that rows were laid out over
     * @param layout the {@linkplain #layout layout} that its rows were laid out by
     * @param moving whether rows are being moved into it or out of it, so that it may hold some that it doesn't have by its layout
     */
    public record Entry(String engine, String shard, List<String> shards, String layout, boolean moving) {
        public Entry {
            shards = List.copyOf(shards);
        }
    }

    /** The fingerprint of a layout as it is remembered; a very long one is cut, and a digest of all of it stands for the rest. */
    public static String layout(Layout layout) {
        var text = layout.fingerprint();
        if (text.length() <= LONGEST) {
            return text;
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return text.substring(0, LONGEST) + "... sha256 " + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** What a database remembers; empty if it was never a shard. */
    public static Optional<Entry> read(Connection connection) throws SQLException {
        if (!exists(connection)) {
            return Optional.empty();
        }
        try (var statement = connection.createStatement();
                var rows = statement
                        .executeQuery("select engine, shard, shards, layout, moving from " + Placement.TABLE)) {
            if (!rows.next()) {
                return Optional.empty();
            }
            var entry = new Entry(rows.getString(1), rows.getString(2), List.of(rows.getString(3).split(",")),
                    rows.getString(4), rows.getInt(5) != 0);
            if (rows.next()) {
                throw new IllegalStateException("the table %s has several rows; it is to have one: remove the others"
                        .formatted(Placement.TABLE));
            }
            return Optional.of(entry);
        }
    }

    /**
     * Refuses a database that remembers to be another shard.
     *
     * @throws IllegalStateException if it does
     */
    static void requireShard(Optional<Entry> known, String engine, String shard) {
        known.filter(entry -> !entry.engine().equals(engine) || !entry.shard().equals(shard)).ifPresent(entry -> {
            throw new IllegalStateException(
                    "this database is shard '%s' of engine '%s'; write the url of another one, or that shard's name"
                            .formatted(entry.shard(), entry.engine()));
        });
    }

    /** Lets a database remember something, instead of what it does. Makes the table if it lacks. */
    public static void write(Connection connection, Entry entry) throws SQLException {
        if (!exists(connection)) {
            try (var statement = connection.createStatement()) {
                statement.execute("create table " + Placement.TABLE
                        + " (engine varchar(63) not null primary key, shard varchar(63) not null,"
                        + " shards varchar(4100) not null, layout varchar(4000) not null, moving integer not null)");
            }
        }
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("delete from " + Placement.TABLE);
        }
        try (var insert = connection.prepareStatement(
                "insert into " + Placement.TABLE + " (engine, shard, shards, layout, moving) values (?, ?, ?, ?, ?)")) {
            insert.setString(1, entry.engine());
            insert.setString(2, entry.shard());
            insert.setString(3, String.join(",", entry.shards()));
            insert.setString(4, entry.layout());
            insert.setInt(5, entry.moving() ? 1 : 0);
            insert.executeUpdate();
        }
    }

    private static boolean exists(Connection connection) throws SQLException {
        var metadata = connection.getMetaData();
        var name = metadata.storesUpperCaseIdentifiers() ? Placement.TABLE.toUpperCase(Locale.ROOT) : Placement.TABLE;
        try (var tables = metadata.getTables(connection.getCatalog(), connection.getSchema(),
                name.replace("_", metadata.getSearchStringEscape() + "_"), null)) {
            return tables.next();
        }
    }
}
