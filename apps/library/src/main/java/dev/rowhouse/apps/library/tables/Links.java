package dev.rowhouse.apps.library.tables;

import dev.rowhouse.spi.Table;
import io.undertow.server.HttpServerExchange;

/**
 * Where tables and rows are. Names of entities and of links have letters, digits and underscores only, so that each of them
 * fits into a path.
 *
 * @param mount what stands before the app's own paths
 */
record Links(String mount) {
    static Links of(HttpServerExchange exchange) {
        return new Links(exchange.getResolvedPath());
    }

    /** A segment of the path as it was sent, counted from the last one. */
    static String segmentFromEnd(HttpServerExchange exchange, int position) {
        var segments = exchange.getRequestURI().split("/", -1);
        return segments[segments.length - 1 - position];
    }

    String style() {
        return mount + StyleSheet.PATH;
    }

    String tables() {
        return mount + "/tables";
    }

    String table(Table table) {
        return tables() + "/" + PathText.encode(table.entity());
    }

    String row(Table table, RowKey key) {
        return table(table) + "/" + key.segment();
    }

    String list(Table table, RowKey key, Table.Link link) {
        return row(table, key) + "/" + PathText.encode(link.attribute());
    }
}
