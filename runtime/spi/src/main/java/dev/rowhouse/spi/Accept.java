package dev.rowhouse.spi;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/** What form of an answer a client wants, where one path answers both people and programs. */
public final class Accept {
    private Accept() {}

    /** Whether it wants a page. Browsers name {@code text/html} first; programs name nothing, everything or JSON. */
    public static boolean prefersHtml(HttpServerExchange exchange) {
        var accept = exchange.getRequestHeaders().getFirst(Headers.ACCEPT);
        if (accept == null) {
            return false;
        }
        int html = accept.indexOf("text/html");
        int json = accept.indexOf("json");
        return html >= 0 && (json < 0 || html < json);
    }
}
