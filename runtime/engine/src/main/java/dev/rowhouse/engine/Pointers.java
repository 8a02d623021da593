package dev.rowhouse.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Table;

/** Finds out which tables that an app doesn't map point to those that it does: they would be left pointing at nothing. */
final class Pointers {
    private Pointers() {}

    /**
     * Refuses to go on if there is one.
     *
     * @throws EngineException names both ends of each
     */
    static void refuse(Metadata metadata, Connection connection) throws SQLException {
        var own = metadata.collectTableMappings()
                .stream()
                .map(Table::getName)
                .map(Pointers::plain)
                .collect(Collectors.toUnmodifiableSet());
        var found = find(own, connection);
        if (!found.isEmpty()) {
            throw new EngineException("nothing was dropped: %s; drop these foreign keys first, or their tables"
                    .formatted(String.join(", ", found)));
        }
    }

    private static List<String> find(Set<String> own, Connection connection) throws SQLException {
        var database = connection.getMetaData();
        List<String> present = new ArrayList<>();
        try (var tables = database.getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
            while (tables.next()) {
                var name = tables.getString("TABLE_NAME");
                if (own.contains(plain(name))) {
                    present.add(name);
                }
            }
        }
        List<String> pointers = new ArrayList<>();
        for (var table : present) {
            try (var keys = database.getExportedKeys(connection.getCatalog(), connection.getSchema(), table)) {
                while (keys.next()) {
                    var from = keys.getString("FKTABLE_NAME");
                    if (!own.contains(plain(from))) {
                        pointers.add("table '%s' points to '%s'".formatted(from, table));
                    }
                }
            }
        }
        return pointers.stream().distinct().toList();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
