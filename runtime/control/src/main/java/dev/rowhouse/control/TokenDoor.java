package dev.rowhouse.control;

import dev.rowhouse.config.Secret;
import dev.rowhouse.spi.Problem;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Lets in who knows the token: {@code Authorization: Bearer <token>}. What was sent is compared in a time that depends on
 * neither. A wrong one is answered at once, on the I/O thread, so that many of them slow nobody down who has the right one; a
 * token can't be guessed, so nothing is counted.
 */
final class TokenDoor implements HttpHandler {
    private static final String SCHEME = "Bearer ";

    private final byte[] expected;
    private final HttpHandler next;

    TokenDoor(Secret token, HttpHandler next) {
        this.expected = digest(token.value());
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        var fields = exchange.getRequestHeaders().get(Headers.AUTHORIZATION);
        if (fields != null && fields.size() == 1 && isRight(fields.getFirst())) {
            next.handleRequest(exchange);
            return;
        }
        exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer realm=\"rowhouse\"");
        Problem.of(StatusCodes.UNAUTHORIZED,
                fields == null ? "Send the token of control.token in the composite file: Authorization: Bearer <token>."
                        : "This is not the token; send that of control.token in the composite file.")
                .send(exchange);
    }

    private boolean isRight(String field) {
        boolean scheme = field.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        // Digests are of one length, so the length of the token doesn't show either.
        return MessageDigest.isEqual(digest(scheme ? field.substring(SCHEME.length()) : ""), expected) && scheme;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
