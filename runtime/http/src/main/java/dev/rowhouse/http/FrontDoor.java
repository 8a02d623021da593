package dev.rowhouse.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.Optional;

/**
 * Lets in only requests that every server on the way would read in the same way.
 *
 * <p>Instances are kept apart by the path and the host of a request. Where a proxy, a cache or a library reads these
 * otherwise than we do, a request that one of them checked for one instance could reach another. So a request in
 * doubt is refused, and is not repaired. The answer is a problem with the status below, and the connection is closed.
 *
 * <table>
 * <caption>What is refused, and why</caption>
 * <tr><th>what</th><th>status</th><th>why</th></tr>
 * <tr><td>segments {@code .} and {@code ..}, plain or with {@code %2e}</td><td>400</td><td>some resolve them before they
 * decide, some after, some not at all; browsers and HTTP libraries resolve them before they send</td></tr>
 * <tr><td>{@code //}</td><td>400</td><td>many merge the slashes, RFC 3986 doesn't; a redirect to {@code //x} leads to
 * host x</td></tr>
 * <tr><td>{@code %2f}</td><td>400</td><td>a delimiter for those who decode first</td></tr>
 * <tr><td>{@code \}, {@code %5c}</td><td>400</td><td>a slash for some (WHATWG URL, Windows)</td></tr>
 * <tr><td>{@code ;}, {@code %3b}</td><td>400</td><td>starts a parameter for servers of the Java world, which cut it off:
 * {@code /a;/../b}</td></tr>
 * <tr><td>control characters, plain or encoded ({@code %00})</td><td>400</td><td>cut a path short, split a log line</td></tr>
 * <tr><td>{@code %} without two digits</td><td>400</td><td>read as text, dropped or refused</td></tr>
 * <tr><td>one of the above encoded twice ({@code %252f})</td><td>400</td><td>for those who decode twice; {@code %25} is
 * fine elsewhere: {@code 100%25}, {@code %2541}</td></tr>
 * <tr><td>escapes that aren't UTF-8, overlong ones included</td><td>400</td><td>{@code %c0%af} is a slash for lenient
 * decoders</td></tr>
 * <tr><td>{@code #}, bytes beyond ASCII</td><td>400</td><td>not part of a request target (RFC 9112, 3.2)</td></tr>
 * <tr><td>a URL as target whose authority isn't {@code Host}, or is not http or https</td><td>400</td><td>servers
 * prefer the one or the other</td></tr>
 * <tr><td>{@code Host} missing, repeated, empty, with user info, escapes, other characters than a host name's or a bad
 * port; in HTTP/1.0 too</td><td>400</td><td>there is no default instance</td></tr>
 * <tr><td>{@code Content-Length} repeated, not a plain number, or without a body in HTTP/2; {@code Transfer-Encoding} other than {@code chunked}, with
 * {@code Content-Length}, or in HTTP/1.0</td><td>400</td><td>request smuggling: where the next request starts depends
 * on the reader</td></tr>
 * <tr><td>a field that goes on in the next line; chunks with a size or an end that RFC 9112 doesn't know</td><td>400</td>
 * <td>as above</td></tr>
 * <tr><td>control characters in field values; fields about the connection in HTTP/2</td><td>400</td><td>HTTP/2 can carry
 * what HTTP/1.1 can't: header injection where it is translated</td></tr>
 * <tr><td>a body above the limit</td><td>413</td><td>at once if {@code Content-Length} says so, by the handler after this one;
 * what is still sent is dropped</td></tr>
 * <tr><td>more fields or cookies than the limit</td><td>431</td><td>in HTTP/1.1 the parser closes the connection with a
 * plain 400 before they get here</td></tr>
 * <tr><td>{@code CONNECT}</td><td>501</td><td>no proxy; {@code OPTIONS *} gets an empty 204. Neither reaches an
 * instance</td></tr>
 * </table>
 *
 * <p>What Undertow's parser refuses by itself never gets here and is answered with a plain 400: spaces before the colon
 * of a field, bare CR or LF, NUL, malformed escapes.
 *
 * <p>A request that is let in has a {@code Host} field in canonical spelling, a request URI that is a path, and an
 * authority attached.
 */
final class FrontDoor implements HttpHandler {
    /** Where a request that was let in is for. */
    static final AttachmentKey<Authority> AUTHORITY = AttachmentKey.create(Authority.class);

    private final FieldRules fields;
    private final HttpHandler next;

    FrontDoor(FieldRules fields, HttpHandler next) {
        this.fields = fields;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        // In HTTP/2 it is the client's word; only what carries the request, or a trusted proxy, says that there is TLS.
        exchange.setRequestScheme(exchange.getConnection().getSslSessionInfo() == null ? "http" : "https");
        var refusal = fields.check(exchange);
        if (refusal == null) {
            refusal = checkTarget(exchange).orElse(null);
        }
        if (refusal != null) {
            refusal.send(exchange);
        } else if (exchange.getRequestURI().equals("*")) {
            exchange.setStatusCode(StatusCodes.NO_CONTENT);
            exchange.endExchange();
        } else {
            next.handleRequest(exchange);
        }
    }

    private static Optional<Refusal> checkTarget(HttpServerExchange exchange) {
        if (exchange.getRequestMethod().equals(Methods.CONNECT)) {
            return Optional.of(Refusal.NO_PROXY);
        }
        var hosts = exchange.getRequestHeaders().get(Headers.HOST);
        var authority = hosts == null || hosts.size() != 1 ? Optional.<Authority>empty()
                : Authority.parse(hosts.getFirst());
        if (authority.isEmpty()) {
            return Optional.of(Refusal.HOST);
        }
        enter(exchange, authority.get());
        var target = exchange.getRequestURI();
        if (exchange.isHostIncludedInRequestURI()) {
            var pathOfUrl = pathOfUrl(target, authority.get(), exchange.getRequestScheme());
            if (pathOfUrl.isEmpty()) {
                return Optional.of(Refusal.TARGET_FORM);
            }
            target = pathOfUrl.get();
            exchange.setRequestURI(target, false);
        } else if (target.equals("*") && exchange.getRequestMethod().equals(Methods.OPTIONS)) {
            return Optional.empty();
        }
        if (!target.startsWith("/")) {
            return Optional.of(Refusal.TARGET_FORM);
        }
        var refusal = TargetRules.checkPath(target);
        if (refusal.isEmpty()) {
            refusal = TargetRules.checkQuery(exchange.getQueryString());
        }
        return refusal.isPresent() || Decoding.apply(exchange, target) ? refusal
                : Optional.of(Refusal.TOO_MANY_PARAMETERS);
    }

    /** Notes where a request is for. */
    static void enter(HttpServerExchange exchange, Authority authority) {
        var fields = exchange.getRequestHeaders();
        if (!authority.text().equals(fields.getFirst(Headers.HOST))) {
            fields.put(Headers.HOST, authority.text());
        }
        exchange.putAttachment(AUTHORITY, authority);
    }

    /** What follows the authority of a URL, if that is the right one. */
    private static Optional<String> pathOfUrl(String url, Authority expected, String scheme) {
        int colon = url.indexOf("://");
        if (colon < 0
                || !(url.regionMatches(true, 0, "http", 0, colon) || url.regionMatches(true, 0, "https", 0, colon))) {
            return Optional.empty();
        }
        int slash = url.indexOf('/', colon + 3);
        int end = slash < 0 ? url.length() : slash;
        var authority = Authority.parse(url.substring(colon + 3, end));
        var same = authority.filter(
                found -> found.host().equals(expected.host()) && found.portOr(scheme) == expected.portOr(scheme));
        return same.map(found -> slash < 0 ? "/" : url.substring(slash));
    }
}
