package dev.rowhouse.apps.library.tables;

import dev.rowhouse.spi.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables and rows as JSON shows them. */
record TableBody(Links links) {
    List<Map<String, Object>> all(List<Table> tables) {
        return tables.stream().map(this::table).toList();
    }

    private Map<String, Object> table(Table table) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", table.name());
        body.put("entity", table.entity());
        body.put("kind", table.view() ? "view" : "table");
        body.put("href", links.table(table));
        body.put("key", table.keyColumns().stream().map(Table.Column::name).toList());
        body.put("columns", table.columns().stream().map(TableBody::column).toList());
        body.put("links", table.links().stream().map(TableBody::link).toList());
        return body;
    }

    private static Map<String, Object> column(Table.Column column) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", column.name());
        body.put("type", column.databaseType());
        body.put("nullable", column.nullable());
        return body;
    }

    private static Map<String, Object> link(Table.Link link) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", link.attribute());
        body.put("kind", link.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        body.put("entity", link.entity());
        body.put("columns", link.columns());
        return body;
    }

    /** A page of rows. */
    Map<String, Object> list(Table table, Page page) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("table", table.name());
        body.put("rows", page.rows().stream().map(row -> row(row, Cell.Size.SHORT)).toList());
        if (page.unreadable() > 0) {
            body.put("unreadable", page.unreadable());
        }
        body.put("page", page.paging().page());
        body.put("size", page.paging().size());
        body.put("total", page.total());
        return body;
    }

    /** A row: where it is, what it holds by column, and where foreign keys lead from it and to it. */
    Map<String, Object> row(Row row, Cell.Size size) {
        Map<String, Object> body = new LinkedHashMap<>();
        row.key().ifPresent(key -> body.put("href", links.row(row.table(), key)));
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        row.columns().forEach((name, value) -> columns.put(name, Cell.of(value, size).json()));
        body.put("columns", columns);
        Map<String, String> leads = new LinkedHashMap<>();
        for (var link : row.table().links()) {
            if (link.kind() == Table.Link.Kind.TO_ONE) {
                var target = row.targets().get(link.attribute());
                if (target != null) {
                    leads.put(link.attribute(), links.row(target.table(), target.key()));
                }
            } else {
                row.key().ifPresent(key -> leads.put(link.attribute(), links.list(row.table(), key, link)));
            }
        }
        body.put("links", leads);
        return body;
    }
}
