package dev.rowhouse.http;

import dev.rowhouse.config.AddressRange;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http2.Http2UpgradeHandler;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Changes a connection from HTTP/1.1 to HTTP/2 where a client asks for it; what can't be changed is served in HTTP/1.1.
 *
 * <p>Not for proxies: one that passes the request for an upgrade on becomes a blind tunnel, and its client could send
 * {@code X-Forwarded} fields in the proxy's name. Not for requests with a body either, as there would be nobody to watch
 * how slowly it arrives.
 */
final class Http2Upgrade implements HttpHandler {
    private static final HttpString SETTINGS = new HttpString("HTTP2-Settings");
    private static final int SETTING_LENGTH = 6;

    private final List<AddressRange> proxies;
    private final HttpHandler upgrade;
    private final HttpHandler next;

    /**
     * Upgrades what may be.
     *
     * @param next serves the request in either protocol, and further requests of an upgraded connection
     */
    Http2Upgrade(List<AddressRange> proxies, HttpHandler next) {
        this.proxies = proxies;
        this.upgrade = new Http2UpgradeHandler(next);
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        var fields = exchange.getRequestHeaders();
        if (fields.contains(Headers.UPGRADE)) {
            Wire.followUpgrade(exchange);
        }
        if (!fields.contains(SETTINGS)) {
            next.handleRequest(exchange);
        } else if (mayUpgrade(exchange)) {
            upgrade.handleRequest(exchange);
            if (exchange.isUpgrade()) {
                fields.remove(Headers.CONNECTION);
                forget(fields);
            }
        } else {
            if (exchange.isHttp11()) {
                forget(fields);
            }
            next.handleRequest(exchange);
        }
    }

    private boolean mayUpgrade(HttpServerExchange exchange) {
        var fields = exchange.getRequestHeaders();
        return exchange.isHttp11() && exchange.isRequestComplete() && !Forwarded.isProxy(proxies, exchange)
                && fields.get(SETTINGS).size() == 1 && isSettings(fields.getFirst(SETTINGS)) && isAsked(fields);
    }

    /** Whether an upgraded connection speaks HTTP/2, and no protocol of an app. */
    static boolean isHttp2(HttpServerExchange upgraded) {
        return "h2c".equals(upgraded.getResponseHeaders().getFirst(Headers.UPGRADE));
    }

    private static void forget(HeaderMap fields) {
        fields.remove(Headers.UPGRADE);
        fields.remove(SETTINGS);
    }

    /** RFC 7540, 3.2: both fields must be named in {@code Connection}, so that no proxy passes them on by mistake. */
    private static boolean isAsked(HeaderMap fields) {
        var connection = fields.get(Headers.CONNECTION);
        if (connection == null) {
            return false;
        }
        var options = List.of(String.join(",", connection).toLowerCase(Locale.ROOT).replace(" ", "").split(","));
        return options.contains("upgrade") && options.contains("http2-settings") && fields.count(Headers.UPGRADE) == 1
                && "h2c".equals(fields.getFirst(Headers.UPGRADE));
    }

    private static boolean isSettings(String text) {
        try {
            return Base64.getUrlDecoder().decode(text).length % SETTING_LENGTH == 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
