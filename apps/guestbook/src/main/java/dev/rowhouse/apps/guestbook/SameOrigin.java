package dev.rowhouse.apps.guestbook;

import dev.rowhouse.spi.Problem;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.Set;

/**
 * Refuses changes that a browser sends on behalf of another site's page: a form there must not sign this guestbook.
 *
 * <p>Browsers say where a request comes from in {@code Sec-Fetch-Site}, and those that don't, or may not because the
 * connection is not secure, still send {@code Origin} with a change. Programs send neither and pass. The rule is the one
 * of Go's {@code http.CrossOriginProtection}. It can't tell two instances of one origin apart: where they distrust each
 * other, they need a host each.
 */
final class SameOrigin implements HttpHandler {
    private static final Set<HttpString> SAFE = Set.of(Methods.GET, Methods.HEAD, Methods.OPTIONS);
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
    private static final HttpString SEC_FETCH_SITE = new HttpString("Sec-Fetch-Site");

    private final HttpHandler next;

    SameOrigin(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (SAFE.contains(exchange.getRequestMethod()) || isOwn(exchange)) {
            next.handleRequest(exchange);
        } else {
            Problem.of(StatusCodes.FORBIDDEN,
                    "This change was sent by a page of another site; use the guestbook's own.").send(exchange);
        }
    }

    private static boolean isOwn(HttpServerExchange exchange) {
        var headers = exchange.getRequestHeaders();
        String site = headers.getFirst(SEC_FETCH_SITE);
        if (site != null) {
            return OWN_SITES.contains(site);
        }
        String origin = headers.getFirst(Headers.ORIGIN);
        return origin == null || origin.replaceFirst("^https?://", "").equalsIgnoreCase(headers.getFirst(Headers.HOST));
    }
}
