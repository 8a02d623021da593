package dev.rowhouse.http;

import dev.rowhouse.browser.RequestMount;
import dev.rowhouse.spi.Problem;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Hands a request to who answers at its host and path.
 *
 * <p>The target finds the path relative to its mount in {@link HttpServerExchange#getRelativePath}, and the mount's own
 * path in {@link HttpServerExchange#getResolvedPath} (empty for the root), to be put in front of links. A mount's
 * path without its final slash is redirected to the one with it, so that relative links work. Outside every mount the answer
 * is 404, and says nothing about what is mounted.
 *
 * <p>Safe for use by many threads. A request sees one table from start to end.
 */
public final class Mounts implements HttpHandler {
    private final AtomicReference<MountTable> table;

    /** Starts with a table. */
    public Mounts(MountTable table) {
        this.table = new AtomicReference<>(table);
    }

    /** The table that requests see now. */
    public MountTable table() {
        return table.get();
    }

    /** Lets requests that arrive from now on see another table; those that run are not disturbed. */
    public void replace(MountTable replacement) {
        table.set(replacement);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        // Nobody else asks for it, and beyond five attachments Undertow's table of them is made anew.
        var authority = exchange.removeAttachment(FrontDoor.AUTHORITY);
        if (authority == null) {
            throw new IllegalStateException("a request came in past the front door");
        }
        var path = exchange.getRequestURI();
        var found = table.get().find(authority.host(), authority.portOr(exchange.getRequestScheme()), path);
        if (found.isEmpty()) {
            Problem.of(StatusCodes.NOT_FOUND, "").send(exchange);
            return;
        }
        var prefix = found.get().mount().path().value();
        if (path.length() == prefix.length()) {
            redirect(exchange, prefix);
            return;
        }
        // The prefix stands literally in the path as it was sent, so decoding did not change its length.
        exchange.setRelativePath(exchange.getRequestPath().substring(prefix.length()));
        exchange.setResolvedPath(prefix);
        RequestMount.note(exchange, found.get().mount());
        found.get().target().handleRequest(exchange);
    }

    private static void redirect(HttpServerExchange exchange, String prefix) {
        var query = exchange.getQueryString();
        exchange.setStatusCode(StatusCodes.PERMANENT_REDIRECT);
        // Without a host, because the client's word for it would be echoed.
        exchange.getResponseHeaders().put(Headers.LOCATION, prefix + "/" + (query.isEmpty() ? "" : "?" + query));
        exchange.endExchange();
    }
}
