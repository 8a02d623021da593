package dev.rowhouse.reflect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The keys of SQLite's tables, as its pragmas tell them. The driver's own description mixes up foreign keys that have no name,
 * and does not tell which integer key is counted up.
 *
 * @param connection stays open
 */
record SqliteKeys(Connection connection) {
    /** Tables in which virtual tables keep what is theirs alone. */
    Set<String> shadows() throws SQLException {
        Set<String> shadows = new HashSet<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select name from pragma_table_list where type = 'shadow'")) {
            while (rows.next()) {
                shadows.add(rows.getString(1));
            }
        }
        return shadows;
    }

    /** Foreign keys by table; names are spelled as the tables that they lead to spell them. */
    Map<String, List<FoundForeignKey>> foreignKeys(Collection<String> tables, Function<String, TableName> place)
            throws SQLException {
        Map<String, List<FoundForeignKey>> all = new HashMap<>();
        for (var table : tables) {
            Map<Integer, List<String[]>> parts = new TreeMap<>();
            try (var statement = connection.prepareStatement(
                    "select id, \"table\", \"from\", \"to\" from pragma_foreign_key_list(?) order by id, seq")) {
                statement.setString(1, table);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        var to = rows.getString("to");
                        parts.computeIfAbsent(rows.getInt("id"), _ -> new ArrayList<>())
                                .add(new String[]{rows.getString("table"), rows.getString("from"),
                                        to == null ? "" : to});
                    }
                }
            }
            for (var key : parts.values()) {
                var target = Spelling.find(key.getFirst()[0], tables).orElse(key.getFirst()[0]);
                all.computeIfAbsent(table, _ -> new ArrayList<>()).add(found(key, place.apply(target)));
            }
        }
        return all;
    }

    private static FoundForeignKey found(List<String[]> parts, TableName target) {
        boolean toKey = parts.stream().anyMatch(part -> part[2].isEmpty());
        return new FoundForeignKey(parts.stream().map(part -> part[1]).toList(), target,
                toKey ? List.of() : parts.stream().map(part -> part[2]).toList());
    }

    /** The columns of those tables whose key SQLite counts up: exactly an {@code INTEGER} alone, in a table with row ids. */
    Map<String, List<FoundColumn>> counted(Map<String, List<FoundColumn>> columns, Map<String, List<String>> keys)
            throws SQLException {
        Map<String, List<FoundColumn>> counted = new HashMap<>();
        for (var table : columns.entrySet()) {
            var key = keys.getOrDefault(table.getKey(), List.of());
            if (key.size() == 1 && isRowId(table.getKey(), key.getFirst())) {
                counted.put(table.getKey(),
                        table.getValue()
                                .stream()
                                .map(column -> column.name().equals(key.getFirst()) ? column.asCounted() : column)
                                .toList());
            }
        }
        return counted;
    }

    private boolean isRowId(String table, String column) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select c.type from pragma_table_info(?1) c join pragma_table_list(?1) t
                where c.name = ?2 and t.wr = 0 and t.type = 'table'
                """)) {
            statement.setString(1, table);
            statement.setString(2, column);
            try (var rows = statement.executeQuery()) {
                return rows.next() && "INTEGER".equalsIgnoreCase(rows.getString(1));
            }
        }
    }
}
