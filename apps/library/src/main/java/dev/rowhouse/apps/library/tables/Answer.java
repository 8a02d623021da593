package dev.rowhouse.apps.library.tables;

import dev.rowhouse.spi.Accept;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;

/** How pages are sent: nothing but their own style sheet may be loaded, no script runs, no form is sent elsewhere. */
public final class Answer {
    private static final HttpString POLICY = new HttpString("Content-Security-Policy");
    private static final HttpString REFERRER = new HttpString("Referrer-Policy");
    private static final HttpString CONTENT_TYPE_OPTIONS = new HttpString("X-Content-Type-Options");
    private static final String OWN_STYLE_ONLY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'";

    private Answer() {}

    /** Whether a page is to be sent; says to caches that the same path has another form, too. */
    public static boolean toPeople(HttpServerExchange exchange) {
        exchange.getResponseHeaders()
                .put(Headers.VARY, "Accept")
                .put(Headers.CACHE_CONTROL, "no-cache")
                .put(CONTENT_TYPE_OPTIONS, "nosniff");
        return Accept.prefersHtml(exchange);
    }

    /** Sends a page. */
    public static void page(HttpServerExchange exchange, Html page) {
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, "text/html; charset=utf-8")
                .put(POLICY, OWN_STYLE_ONLY)
                .put(REFERRER, "same-origin");
        exchange.getResponseSender().send(page.markup());
    }
}
