package dev.rowhouse.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the header fields of a request may look like. */
final class FieldRules {
    private static final int MAX_COOKIES = 100;
    private static final int MAX_LENGTH_DIGITS = 18;
    /** RFC 9113, 8.2.2. {@code Connection} and {@code Transfer-Encoding} end the connection before they get here. */
    private static final List<HttpString> CONNECTION_FIELDS = List.of(Headers.UPGRADE, Headers.KEEP_ALIVE,
            new HttpString("Proxy-Connection"), new HttpString("HTTP2-Settings"));

    private final int maxFields;

    FieldRules(int maxFields) {
        this.maxFields = maxFields;
    }

    /** Why a request is refused; null if it isn't. */
    @Nullable
    Refusal check(HttpServerExchange exchange) {
        var fields = exchange.getRequestHeaders();
        var framing = Wire.framing(exchange);
        if (framing == null) {
            if (CONNECTION_FIELDS.stream().anyMatch(fields::contains)) {
                return Refusal.CONNECTION_FIELD;
            }
        } else if (framing.isFolded()) {
            return Refusal.FOLDED_FIELD;
        } else if (framing.isMalformed()) {
            return Refusal.CHUNKING;
        }
        var refusal = checkValues(fields);
        return refusal == null ? checkFraming(exchange, fields) : refusal;
    }

    private static @Nullable Refusal checkFraming(HttpServerExchange exchange, HeaderMap fields) {
        var codings = fields.get(Headers.TRANSFER_ENCODING);
        var lengths = fields.get(Headers.CONTENT_LENGTH);
        if (codings != null) {
            boolean good = codings.size() == 1 && codings.getFirst().equals("chunked") && exchange.isHttp11()
                    && lengths == null;
            return good ? null : Refusal.TRANSFER_ENCODING;
        }
        boolean good = lengths == null || (lengths.size() == 1 && isNumber(lengths.getFirst())
                && (exchange.getRequestContentLength() == 0 || !exchange.isRequestComplete()));
        return good ? null : Refusal.CONTENT_LENGTH;
    }

    private @Nullable Refusal checkValues(HeaderMap fields) {
        int count = 0;
        // Undertow's iteration without an iterator.
        for (long at = fields.fastIterateNonEmpty(); at != -1; at = fields.fiNextNonEmpty(at)) {
            var values = fields.fiCurrent(at);
            count += values.size();
            for (int i = 0; i < values.size(); i++) {
                if (hasControlCharacter(values.get(i))) {
                    return Refusal.FIELD_VALUE;
                }
            }
        }
        var cookies = fields.get(Headers.COOKIE);
        boolean good = count <= maxFields && (cookies == null || countCookies(cookies) <= MAX_COOKIES);
        return good ? null : Refusal.TOO_MANY_FIELDS;
    }

    private static long countCookies(HeaderValues cookies) {
        return cookies.size() + cookies.stream().flatMapToInt(String::chars).filter(c -> c == ';').count();
    }

    private static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH_DIGITS) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean hasControlCharacter(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                return true;
            }
        }
        return false;
    }
}
