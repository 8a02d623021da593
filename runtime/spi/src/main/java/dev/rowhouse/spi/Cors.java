package dev.rowhouse.spi;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lets pages of other origins use an app from a browser, as the Fetch standard has it. They never get to use the cookies
 * and passwords that the browser keeps: they send an {@code Authorization} field themselves.
 *
 * <p>An origin that is not allowed is answered like any other client, and its browser keeps the answer from the page.
 * OPTIONS is left to the next handler; {@link Routes} answers it with the methods that a path allows. The fields are set
 * when the response begins, so an answer has them after a failure too; what is refused before this handler is reached has
 * none.
 *
 * <p>Safe for use by many threads.
 */
public final class Cors implements HttpHandler {
    private static final String ANY = "*";

    /** As browsers spell it: without the port that is the scheme's own. */
    private static final Pattern ORIGIN = Pattern.compile(
            "(?!http:.*:80$|https:.*:443$)[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:]+])(:[1-9][0-9]{0,4})?");

    private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
    private static final HttpString ALLOW_METHODS = new HttpString("Access-Control-Allow-Methods");
    private static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");
    private static final HttpString EXPOSE_HEADERS = new HttpString("Access-Control-Expose-Headers");
    private static final HttpString MAX_AGE = new HttpString("Access-Control-Max-Age");

    private final HttpHandler next;
    private final Set<String> origins;

    /**
     * Allows some origins, or all.
     *
     * @param next what answers
     * @param origins whose pages may use the app: {@code "https://shop.example"}, {@code "http://localhost:3000"}, or
     *        {@code "*"} for any
     * @throws IllegalArgumentException if one is spelled as no browser does
     */
    public Cors(HttpHandler next, Collection<String> origins) {
        this.next = next;
        this.origins = checked(origins);
    }

    /**
     * Origins that can be allowed. Settings that have some call it in their constructor, so that a mistake is found with the
     * others of the composite file.
     *
     * @throws IllegalArgumentException if one is spelled as no browser does
     */
    public static Set<String> checked(Collection<String> origins) {
        return origins.stream().map(Cors::checked).collect(Collectors.toUnmodifiableSet());
    }

    private static String checked(String origin) {
        if (!origin.equals(ANY) && !ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no origin as browsers spell it; write scheme://host or scheme://host:port in lower case, without the scheme's own port, a path or a slash at the end, as in https://shop.example, or * for any"
                            .formatted(origin));
        }
        return origin;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addResponseCommitListener(this::allow);
        next.handleRequest(exchange);
    }

    private void allow(HttpServerExchange exchange) {
        var fields = exchange.getResponseHeaders();
        if (origins.contains(ANY)) {
            fields.put(ALLOW_ORIGIN, ANY);
        } else {
            fields.add(Headers.VARY, Headers.ORIGIN_STRING);
            var origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
            if (origin == null || !origins.contains(origin)) {
                return;
            }
            fields.put(ALLOW_ORIGIN, origin);
        }
        if (exchange.getRequestMethod().equals(Methods.OPTIONS)) {
            allowRequest(fields);
        } else {
            fields.put(EXPOSE_HEADERS, "Location, Retry-After");
        }
    }

    /** What the request may have that a browser asks about beforehand. */
    private static void allowRequest(HeaderMap fields) {
        var methods = fields.getFirst(Headers.ALLOW);
        if (methods != null) {
            fields.put(ALLOW_METHODS, methods);
        }
        // The asterisk stands for all fields but this one.
        fields.put(ALLOW_HEADERS, "Authorization, Content-Type, *");
        fields.put(MAX_AGE, "7200");
    }
}
