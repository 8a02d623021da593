package dev.rowhouse.shard;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.type.descriptor.WrapperOptions;
import org.jspecify.annotations.Nullable;

/** Reads and writes the rows of one table through one connection; commits nothing. For one thread. */
final class TableRows {
    private final ShardTable table;
    private final Cells cells;
    private final Connection connection;

    TableRows(ShardTable table, Connection connection) throws SQLException {
        this.table = table;
        this.cells = Cells.of(connection);
        this.connection = connection;
    }

    /**
     * Which rows are read.
     *
     * @param keys those with one of these values of the column that decides; all if there are none
     * @param after those behind this identity; from the first one if there is none
     * @param most how many identities at once
     * @param backwards in the reverse order
     * @param locked so that nobody else changes them before the transaction ends
     */
    record Page(List<Object> keys, List<@Nullable Object> after, int most, boolean backwards, boolean locked) {}

    /** Rows in the order of their identities. */
    List<RowGroup> read(Page page) throws SQLException {
        return read(page, "", "", Optional.empty());
    }

    /** Rows in the order of their identities, and for each the value that decides, as Hibernate reads it. */
    List<RowGroup> readWithKeys(Page page, WrapperOptions options) throws SQLException {
        return read(page, ", " + table.keyColumn("t"), table.joins("t"), Optional.of(options));
    }

    private List<RowGroup> read(Page page, String more, String joins, Optional<WrapperOptions> options)
            throws SQLException {
        var identity = table.identity();
        var order = identity.stream()
                .map(column -> "t." + table.quoted(column.name()) + (page.backwards() ? " desc" : ""))
                .collect(Collectors.joining(", "));
        var where = where(page);
        String sql;
        if (table.unique()) {
            sql = "select %s%s from %s t%s%s order by %s limit %d%s".formatted(selected(), more, table.name(), joins,
                    where, order, page.most(), page.locked() && cells != Cells.SQLITE ? " for update" : "");
        } else {
            var same = identity.stream()
                    .map(column -> "p.%1$s = t.%1$s".formatted(table.quoted(column.name())))
                    .collect(Collectors.joining(" and "));
            sql = "select %s%s from %s t join (select distinct %s from %s t%s order by %s limit %d) p on %s%s order by %s"
                    .formatted(selected(), more, table.name(), table.list("t", identity), table.name(), where, order,
                            page.most(), same, joins, order);
        }
        try (var statement = connection.prepareStatement(sql)) {
            int position = bind(statement, 1, page.keys());
            if (!page.after().isEmpty()) {
                bind(statement, position, identity, page.after());
            }
            return groups(statement, options);
        }
    }

    private String selected() {
        return table.columns()
                .stream()
                .map(column -> cells.selected("t." + table.quoted(column.name()), column))
                .collect(Collectors.joining(", "));
    }

    private String where(Page page) {
        var keyed = page.keys().isEmpty() ? "" : table.hasKey("t", page.keys().size());
        var behind = page.after().isEmpty() ? ""
                : "%s %s %s".formatted(table.tuple("t", table.identity()), page.backwards() ? "<" : ">",
                        ShardTable.parameters(table.identity()));
        return keyed.isEmpty() && behind.isEmpty() ? ""
                : " where " + keyed + (keyed.isEmpty() || behind.isEmpty() ? "" : " and ") + behind;
    }

    int bind(PreparedStatement statement, int position, List<Object> keys) throws SQLException {
        int next = position;
        for (var key : keys) {
            cells.write(statement, next++, table.root().column(), key);
        }
        return next;
    }

    private int bind(
            PreparedStatement statement,
            int position,
            List<ShardColumn> columns,
            List<@Nullable Object> values) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            cells.write(statement, position + i, columns.get(i), values.get(i));
        }
        return position + columns.size();
    }

    private List<RowGroup> groups(PreparedStatement statement, Optional<WrapperOptions> options) throws SQLException {
        Map<String, RowGroup> groups = new LinkedHashMap<>();
        try (var found = statement.executeQuery()) {
            while (found.next()) {
                var single = new RowGroup(table);
                single.rows().add(row(found));
                var group = groups.computeIfAbsent(RowGroup.text(single.identity()), _ -> new RowGroup(table));
                group.rows().addAll(single.rows());
                if (options.isPresent()) {
                    group.keys().add(key(found, table.columns().size() + 1, options.get()));
                }
            }
        }
        return List.copyOf(groups.values());
    }

    private @Nullable Object[] row(ResultSet found) throws SQLException {
        var row = new @Nullable Object[table.columns().size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = cells.read(found, i + 1, table.columns().get(i));
        }
        return row;
    }

    private Optional<Object> key(ResultSet found, int position, WrapperOptions options) throws SQLException {
        var mapping = table.root().mapping();
        @Nullable
        Object value = mapping.getJdbcValueExtractor().extract(found, position, options);
        return value == null ? Optional.empty() : Optional.of(mapping.convertToDomainValue(value));
    }

    /**
     * A value that decides.
     *
     * @param cell as it is written again
     * @param value as Hibernate reads it
     */
    record KeyValue(Object cell, Object value) {}

    /** Values of the column that decides, each once, in their order. */
    List<KeyValue> keys(Optional<Object> after, int most, WrapperOptions options) throws SQLException {
        var column = table.root().column();
        var name = "t." + table.quoted(column.name());
        try (var statement = connection.prepareStatement("select distinct %s from %s t where %s order by %s limit %d"
                .formatted(name, table.name(), after.isEmpty() ? name + " is not null" : name + " > ?", name, most))) {
            if (after.isPresent()) {
                cells.write(statement, 1, column, after.get());
            }
            var keys = new ArrayList<KeyValue>();
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    @Nullable
                    Object cell = cells.read(found, 1, column);
                    var value = key(found, 1, options);
                    if (cell != null && value.isPresent()) {
                        keys.add(new KeyValue(cell, value.get()));
                    }
                }
            }
            return keys;
        }
    }

    /** The rows that have one of some values in some columns, by their identity. */
    Map<String, RowGroup> having(List<ShardColumn> columns, List<List<@Nullable Object>> values) throws SQLException {
        if (values.isEmpty()) {
            return Map.of();
        }
        try (var statement = connection.prepareStatement(
                "select %s from %s t where %s in (%s)".formatted(selected(), table.name(), table.tuple("t", columns),
                        String.join(", ", Collections.nCopies(values.size(), ShardTable.parameters(columns)))))) {
            int position = 1;
            for (var value : values) {
                position = bind(statement, position, columns, value);
            }
            Map<String, RowGroup> found = new LinkedHashMap<>();
            groups(statement, Optional.empty()).forEach(group -> found.put(RowGroup.text(group.identity()), group));
            return found;
        }
    }

    /** The same rows as they are here. */
    Map<String, RowGroup> counterparts(List<RowGroup> groups) throws SQLException {
        return having(table.identity(), groups.stream().map(RowGroup::identity).toList());
    }

    void insert(List<RowGroup> groups) throws SQLException {
        var written = table.columns().stream().filter(column -> !column.computed()).toList();
        try (var statement = connection.prepareStatement("insert into %s (%s) %svalues (%s)".formatted(table.name(),
                written.stream().map(column -> table.quoted(column.name())).collect(Collectors.joining(", ")),
                cells.overriding(connection), String.join(", ", Collections.nCopies(written.size(), "?"))))) {
            for (var group : groups) {
                for (var row : group.rows()) {
                    int position = 1;
                    for (int i = 0; i < row.length; i++) {
                        if (!table.columns().get(i).computed()) {
                            cells.write(statement, position++, table.columns().get(i), row[i]);
                        }
                    }
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    /** Deletes rows in their order, and returns how many these were. */
    int delete(List<RowGroup> groups) throws SQLException {
        try (var statement = connection.prepareStatement("delete from %s where %s".formatted(table.name(),
                table.identity()
                        .stream()
                        .map(column -> table.quoted(column.name()) + " = ?")
                        .collect(Collectors.joining(" and "))))) {
            for (var group : groups) {
                bind(statement, 1, table.identity(), group.identity());
                statement.addBatch();
            }
            return Arrays.stream(statement.executeBatch()).sum();
        }
    }
}
