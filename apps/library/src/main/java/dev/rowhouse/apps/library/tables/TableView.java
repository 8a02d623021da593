package dev.rowhouse.apps.library.tables;

import dev.rowhouse.spi.Table;
import dev.rowhouse.spi.Table.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tables and rows as pages show them, without scripts. Whatever comes out of a database is escaped, names included. */
record TableView(Links links) {
    private static final int TEXT = 120;

    /** All tables and views. */
    Html all(List<Table> tables) {
        var rows = tables.stream()
                .map(table -> Html.of("""
                        <tr><td><a href="%s"><bdi>%s</bdi></a></td><td>%s</td><td>%s</td><td class="names">%s</td></tr>
                        """, links.table(table), table.name(), table.view() ? "view" : "table", key(table),
                        table.columns().stream().map(Table.Column::name).collect(Collectors.joining(", "))))
                .toList();
        return page("Tables", Html.NOTHING,
                tables.isEmpty() ? new Html("<p class=\"empty\">No table is reflected here.</p>\n") : Html.of("""
                        <div class="scroll"><table>
                        <thead><tr><th>Name</th><th>Kind</th><th>Key</th><th>Columns</th></tr></thead>
                        <tbody>
                        %s</tbody>
                        </table></div>
                        """, Html.join(rows)));
    }

    private static String key(Table table) {
        return table.keyColumns().isEmpty() ? "none"
                : table.keyColumns().stream().map(Table.Column::name).collect(Collectors.joining(", "));
    }

    /** A page of a table's rows. */
    Html list(Table table, Page page) {
        return page(table.name(), crumbs(), Html.of("%s%s", rows(table, page), pages(links.table(table), page)));
    }

    /** A page of the rows to which a link leads from a row. */
    Html follow(Row row, RowKey key, Link link, Table target, Page page) {
        var from = Html.of("%s<a href=\"%s\"><bdi>%s</bdi></a> › <a href=\"%s\"><bdi>%s</bdi></a> › ", crumbs(),
                links.table(row.table()), row.table().name(), links.row(row.table(), key), key.text());
        return page(target.name(), from, Html.of("<p class=\"along\">by <bdi>%s</bdi></p>%s%s", link.attribute(),
                rows(target, page), pages(links.list(row.table(), key, link), page)));
    }

    private Html rows(Table table, Page page) {
        var head = table.columns()
                .stream()
                .map(column -> Html.of("<th title=\"%s\"><bdi>%s</bdi></th>", column.databaseType(), column.name()))
                .toList();
        var body = page.rows().stream().map(this::line).toList();
        return Html.of("""
                <p class="count">%s%s</p>
                <div class="scroll"><table>
                <thead><tr><th></th>%s</tr></thead>
                <tbody>
                %s</tbody>
                </table></div>
                """, page.total() == 1 ? "1 row" : "%,d rows".formatted(page.total()),
                page.unreadable() == 0 ? ""
                        : "; %d of this page can't be shown, because their key is null".formatted(page.unreadable()),
                Html.join(head), Html.join(body));
    }

    private Html line(Row row) {
        var self = row.key()
                .map(key -> Html.of("<a class=\"row\" href=\"%s\">row</a>", links.row(row.table(), key)))
                .orElse(Html.NOTHING);
        var cells = row.table()
                .columns()
                .stream()
                .map(column -> Html.of("<td>%s</td>", cell(row, column, Cell.Size.SHORT)))
                .toList();
        return Html.of("<tr><td>%s</td>%s</tr>\n", self, Html.join(cells));
    }

    private Html cell(Row row, Table.Column column, Cell.Size size) {
        var value = row.columns().get(column.name());
        if (value == null) {
            return new Html("<i>null</i>");
        }
        var text = Html.of("<bdi>%s</bdi>", shortened(Cell.of(value, size).text(), size));
        return row.table()
                .link(column)
                .map(link -> row.targets().get(link.attribute()))
                .map(target -> Html.of("<a href=\"%s\">%s</a>", links.row(target.table(), target.key()), text))
                .orElse(text);
    }

    private static String shortened(String text, Cell.Size size) {
        return size == Cell.Size.WHOLE || text.codePointCount(0, text.length()) <= TEXT ? text
                : text.substring(0, text.offsetByCodePoints(0, TEXT)) + "…";
    }

    private static Html pages(String list, Page page) {
        long number = page.paging().page();
        long last = page.last();
        if (last == 1 && number == 1) {
            return Html.NOTHING;
        }
        List<Html> parts = new ArrayList<>();
        if (number > 1) {
            parts.add(turn(list, page, "prev", "Back", Math.min(number - 1, last)));
        }
        parts.add(Html.of("<span>Page %s of %s</span>", number, last));
        if (number < last) {
            parts.add(turn(list, page, "next", "On", number + 1));
        }
        return Html.of("<nav aria-label=\"Pages\">%s</nav>\n", Html.join(parts));
    }

    private static Html turn(String list, Page page, String relation, String word, long number) {
        return Html.of("<a rel=\"%s\" href=\"%s?page=%s&amp;size=%s\">%s</a> ", relation, list, number,
                page.paging().size(), word);
    }

    /** A row, and where foreign keys lead from it. */
    Html row(Row row) {
        var table = row.table();
        var columns = table.columns()
                .stream()
                .map(column -> Html.of("<tr><th title=\"%s\"><bdi>%s</bdi></th><td class=\"whole\">%s</td></tr>\n",
                        column.databaseType(), column.name(), cell(row, column, Cell.Size.WHOLE)))
                .toList();
        var title = row.key().map(RowKey::text).orElse("");
        return page(title, Html.of("%s<a href=\"%s\"><bdi>%s</bdi></a> › ", crumbs(), links.table(table), table.name()),
                Html.of("""
                        <div class="scroll"><table class="one">
                        <tbody>
                        %s</tbody>
                        </table></div>
                        %s""", Html.join(columns), leads(row)));
    }

    private Html leads(Row row) {
        List<Html> leads = new ArrayList<>();
        for (var link : row.table().links()) {
            if (link.kind() != Link.Kind.TO_ONE) {
                row.key()
                        .ifPresent(key -> leads.add(Html.of("<li><a href=\"%s\"><bdi>%s</bdi></a></li>\n",
                                links.list(row.table(), key, link), link.attribute())));
            }
        }
        return leads.isEmpty() ? Html.NOTHING
                : Html.of("<h2>What leads here</h2>\n<ul class=\"leads\">\n%s</ul>\n", Html.join(leads));
    }

    private Html crumbs() {
        return Html.of("<a href=\"%s\">Tables</a> › ", links.tables());
    }

    private Html page(String title, Html crumbs, Html content) {
        return Html.of("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%1$s</title>
                <link rel="stylesheet" href="%2$s">
                </head>
                <body>
                <header>
                <p>%3$s</p>
                <h1><bdi>%1$s</bdi></h1>
                </header>
                <main>
                %4$s</main>
                </body>
                </html>
                """, title, links.style(), crumbs, content);
    }
}
