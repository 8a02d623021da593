package dev.rowhouse.instance.live;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Locale;
import java.util.Set;

/**
 * Which pages may open a WebSocket. Browsers let any page do so, and send the cookies of the target along; nothing but the
 * {@code Origin} field tells a page of somebody else (cross-site WebSocket hijacking, RFC 6455, 10.2).
 */
final class Origins {
    private static final String ANY = "*";

    private Origins() {}

    /**
     * Whether a request comes from a page of the same host and port, from one of the origins that are allowed, or from a program
     * that names none. The scheme isn't compared, because a proxy that ends TLS may not tell it.
     */
    static boolean allow(HttpServerExchange exchange, Set<String> allowed) {
        var origins = exchange.getRequestHeaders().get(Headers.ORIGIN);
        if (origins == null) {
            return true;
        }
        if (origins.size() != 1) {
            return false;
        }
        var origin = origins.getFirst();
        return allowed.contains(ANY) || allowed.contains(origin) || isOwn(origin, exchange);
    }

    private static boolean isOwn(String origin, HttpServerExchange exchange) {
        var host = exchange.getRequestHeaders().getFirst(Headers.HOST);
        int authority = origin.indexOf("://");
        if (host == null || authority < 0) {
            return false;
        }
        var scheme = origin.substring(0, authority);
        var port = switch (scheme) {
            case "http" -> ":80";
            case "https" -> ":443";
            default -> "";
        };
        return !port.isEmpty() && plain(origin.substring(authority + 3), port).equals(plain(host, port));
    }

    private static String plain(String host, String usualPort) {
        var lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(usualPort) ? lower.substring(0, lower.length() - usualPort.length()) : lower;
    }
}
