package dev.rowhouse.apps.guestbook;

import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a browser sends when somebody submits a form, in UTF-8.
 *
 * <p>Undertow's parser is not used: it fails on malformed escapes instead of refusing them, and expects ISO-8859-1.
 *
 * @param fields the first value of each field
 */
record FormBody(Map<String, String> fields) {
    private static final String TYPE = "application/x-www-form-urlencoded";

    FormBody {
        fields = Map.copyOf(fields);
    }

    static boolean isDeclaredBy(HttpServerExchange exchange) {
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(TYPE);
    }

    /**
     * Reads a request's body.
     *
     * @throws ProblemException 400 if it is malformed
     * @throws IOException if the client went away or sent more than it may
     */
    static FormBody read(HttpServerExchange exchange) throws IOException {
        try (InputStream in = exchange.getInputStream()) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static FormBody parse(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return new FormBody(fields);
    }

    /** The value of a field, empty if it was not sent. */
    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.of(StatusCodes.BAD_REQUEST, "The body is not a form: it has a malformed % escape."));
        }
    }
}
