package dev.rowhouse.http;

import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ParameterLimitException;
import io.undertow.util.URLUtils;
import java.nio.charset.StandardCharsets;

/**
 * Decodes the path and the query of a request that was let in.
 *
 * <p>Undertow would do so before the first handler is called. There, what can't be decoded closes the connection, and with
 * it all other streams of an HTTP/2 connection, which may be those of a proxy's other clients.
 */
final class Decoding {
    private Decoding() {}

    /**
     * Sets what apps see of the path and the query.
     *
     * @param path checked
     * @return whether the query has no more parameters than it may
     */
    static boolean apply(HttpServerExchange exchange, String path) {
        var decoded = path.indexOf('%') < 0 ? path
                : URLUtils.decode(path, StandardCharsets.UTF_8.name(), false, false, new StringBuilder(path.length()));
        exchange.setRequestPath(decoded);
        exchange.setRelativePath(decoded);
        var query = exchange.getQueryString();
        if (query.indexOf('%') < 0 && query.indexOf('+') < 0) {
            return true;
        }
        exchange.getQueryParameters().clear();
        int most = exchange.getConnection()
                .getUndertowOptions()
                .get(UndertowOptions.MAX_PARAMETERS, UndertowOptions.DEFAULT_MAX_PARAMETERS);
        try {
            URLUtils.parseQueryString(query, exchange, StandardCharsets.UTF_8.name(), true, most);
            return true;
        } catch (ParameterLimitException e) {
            return false;
        }
    }
}
