package dev.rowhouse.spi;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.PathTemplateMatch;
import io.undertow.util.StatusCodes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Handlers by method and path template, relative to the mount: {@code new Routes().get("/people/{id}", this::one)}.
 *
 * <p>Beyond Undertow's {@code RoutingHandler}, which works as well, it answers HEAD like GET, OPTIONS with what is
 * allowed, 405 with an {@code Allow} header as RFC 9110 wants it, and 404 as a {@link Problem}.
 *
 * <p>Filled by one thread, then safe for use by many.
 */
public final class Routes implements HttpHandler {
    /** No signs, no leading zeros; no database numbers as far as 18 digits reach. */
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private final NavigableMap<Template, Map<HttpString, HttpHandler>> handlers = new TreeMap<>(
            Template.MOST_LITERAL_FIRST);

    /** Answers GET, and HEAD, at a template such as {@code "/people/{id}"}. */
    public Routes get(String template, HttpHandler handler) {
        return on(Methods.HEAD, template, handler).on(Methods.GET, template, handler);
    }

    /** Answers POST at a template. */
    public Routes post(String template, HttpHandler handler) {
        return on(Methods.POST, template, handler);
    }

    /** Answers PUT at a template. */
    public Routes put(String template, HttpHandler handler) {
        return on(Methods.PUT, template, handler);
    }

    /** Answers DELETE at a template. */
    public Routes delete(String template, HttpHandler handler) {
        return on(Methods.DELETE, template, handler);
    }

    /**
     * Answers any method at a template.
     *
     * @param template begins with a slash; a parameter stands for one whole segment of a path. Where two templates fit, the one
     *        with a literal in the first segment in which they differ answers.
     * @throws IllegalArgumentException if something answers there already, or if another template fits the same paths
     */
    public Routes on(HttpString method, String template, HttpHandler handler) {
        var wanted = Template.of(template);
        var known = handlers.ceilingKey(wanted);
        if (known != null && known.shape().equals(wanted.shape()) && !known.equals(wanted)) {
            throw new IllegalArgumentException(
                    "template '%s' fits the same paths as '%s'; use one of them".formatted(template, known.text()));
        }
        if (handlers.computeIfAbsent(wanted, _ -> new LinkedHashMap<>()).putIfAbsent(method, handler) != null) {
            throw new IllegalArgumentException("%s %s has a handler already".formatted(method, template));
        }
        return this;
    }

    /**
     * The part of the path that a template's parameter stands for, decoded.
     *
     * @throws IllegalArgumentException if the template that matched has no such parameter
     */
    public static String parameter(HttpServerExchange exchange, String name) {
        var match = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
        var value = match == null ? null : match.getParameters().get(name);
        if (value == null) {
            throw new IllegalArgumentException("no {%s} in the template of this route".formatted(name));
        }
        return value;
    }

    /**
     * The id that a template's parameter stands for. An id has one spelling: a whole number from 1 up, of at most 18 digits,
     * without a sign or leading zeros.
     *
     * @return empty if that part of the path can't be an id
     * @throws IllegalArgumentException if the template that matched has no such parameter
     */
    public static OptionalLong id(HttpServerExchange exchange, String name) {
        var id = parameter(exchange, name);
        return ID.matcher(id).matches() ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        var parts = Template.split(exchange.getRelativePath());
        for (var route : handlers.entrySet()) {
            var parameters = route.getKey().match(parts);
            if (parameters.isPresent()) {
                exchange.putAttachment(PathTemplateMatch.ATTACHMENT_KEY,
                        new PathTemplateMatch(route.getKey().text(), parameters.get()));
                answer(exchange, route.getValue());
                return;
            }
        }
        Problem.of(StatusCodes.NOT_FOUND, "").send(exchange);
    }

    private static void answer(HttpServerExchange exchange, Map<HttpString, HttpHandler> byMethod) throws Exception {
        var handler = byMethod.get(exchange.getRequestMethod());
        if (handler != null) {
            handler.handleRequest(exchange);
            return;
        }
        var allowed = byMethod.keySet().stream().map(HttpString::toString).sorted().collect(Collectors.joining(", "));
        exchange.getResponseHeaders().put(Headers.ALLOW, allowed);
        if (exchange.getRequestMethod().equals(Methods.OPTIONS)) {
            exchange.setStatusCode(StatusCodes.NO_CONTENT);
        } else {
            Problem.of(StatusCodes.METHOD_NOT_ALLOWED, "").send(exchange);
        }
    }
}
