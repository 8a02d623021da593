package dev.rowhouse.apps.library.tables;

import dev.rowhouse.spi.Json;
import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Query;
import dev.rowhouse.spi.Routes;
import dev.rowhouse.spi.Table;
import dev.rowhouse.spi.Tables;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import jakarta.inject.Inject;
import java.util.Map;

/**
 * What answers under {@code /tables}, to people with pages and to programs with JSON. Reads only.
 *
 * <table>
 * <caption>Paths, relative to the mount</caption>
 * <tr><td>{@code /tables}</td><td>all tables and views</td></tr>
 * <tr><td>{@code /tables/{table}?page=&size=}</td><td>rows, in the order of their key</td></tr>
 * <tr><td>{@code /tables/{table}/{key}}</td><td>one row</td></tr>
 * <tr><td>{@code /tables/{table}/{key}/{link}?page=&size=}</td><td>the rows to which a foreign key leads from there, in
 * either direction</td></tr>
 * </table>
 *
 * <p>A table answers to the name of its entity, and to the one that its database knows. What a key looks like tells
 * {@link RowKey}.
 */
public final class TableRoutes {
    private final Tables tables;
    private final Rows rows;
    private final Json json;

    @Inject
    TableRoutes(Tables tables, Rows rows, Json json) {
        this.tables = tables;
        this.rows = rows;
        this.json = json;
    }

    /** Adds these routes to those of an app. */
    public Routes addTo(Routes routes) {
        return routes.get("/tables", this::all)
                .get(StyleSheet.PATH, new StyleSheet())
                .get("/tables/{table}", this::list)
                .get("/tables/{table}/{key}", this::show)
                .get("/tables/{table}/{key}/{link}", this::follow);
    }

    private void all(HttpServerExchange exchange) {
        var links = Links.of(exchange);
        if (Answer.toPeople(exchange)) {
            Answer.page(exchange, new TableView(links).all(tables.all()));
        } else {
            json.write(exchange, StatusCodes.OK, Map.of("tables", new TableBody(links).all(tables.all())));
        }
    }

    private void list(HttpServerExchange exchange) {
        var table = table(exchange);
        var links = Links.of(exchange);
        var page = rows.page(table, Paging.of(Query.of(exchange)));
        if (Answer.toPeople(exchange)) {
            Answer.page(exchange, new TableView(links).list(table, page));
        } else {
            json.write(exchange, StatusCodes.OK, new TableBody(links).list(table, page));
        }
    }

    private void show(HttpServerExchange exchange) {
        var table = table(exchange);
        var row = rows.find(table, RowKey.parse(table, Links.segmentFromEnd(exchange, 0)));
        var links = Links.of(exchange);
        if (Answer.toPeople(exchange)) {
            Answer.page(exchange, new TableView(links).row(row));
        } else {
            json.write(exchange, StatusCodes.OK, new TableBody(links).row(row, Cell.Size.WHOLE));
        }
    }

    private void follow(HttpServerExchange exchange) {
        var table = table(exchange);
        var link = link(exchange, table);
        var target = tables.find(link.entity()).orElseThrow(() -> missing("A class is at the other end."));
        var key = RowKey.parse(table, Links.segmentFromEnd(exchange, 1));
        var row = rows.find(table, key);
        var page = rows.page(table, key, link, target, Paging.of(Query.of(exchange)));
        var links = Links.of(exchange);
        if (Answer.toPeople(exchange)) {
            Answer.page(exchange, new TableView(links).follow(row, key, link, target, page));
        } else {
            json.write(exchange, StatusCodes.OK, new TableBody(links).list(target, page));
        }
    }

    private Table table(HttpServerExchange exchange) {
        return tables.find(Routes.parameter(exchange, "table"))
                .orElseThrow(() -> missing("There is no such table; /tables lists those that there are."));
    }

    private static Table.Link link(HttpServerExchange exchange, Table table) {
        var name = Routes.parameter(exchange, "link");
        return table.links()
                .stream()
                .filter(link -> link.attribute().equals(name))
                .findFirst()
                .orElseThrow(() -> missing("No foreign key of that name leads from this table; /tables lists them."));
    }

    private static ProblemException missing(String detail) {
        return new ProblemException(Problem.of(StatusCodes.NOT_FOUND, detail));
    }
}
