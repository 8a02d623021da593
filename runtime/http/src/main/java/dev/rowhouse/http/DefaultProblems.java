package dev.rowhouse.http;

import dev.rowhouse.spi.Problem;
import io.undertow.io.UndertowOutputStream;
import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.Headers;

/**
 * Gives responses that have an error status and no body a problem as their body.
 *
 * <p>An app that fails because its client sent more than it may answers 413.
 */
final class DefaultProblems implements HttpHandler {
    private final HttpHandler next;

    DefaultProblems(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addDefaultResponseListener(DefaultProblems::send);
        next.handleRequest(exchange);
    }

    private static boolean send(HttpServerExchange exchange) {
        int status = exchange.getStatusCode();
        if (status < 400 || status > 599 || exchange.isResponseStarted() || !exchange.isResponseChannelAvailable()
                || hasBody(exchange)) {
            return false;
        }
        var fields = exchange.getResponseHeaders();
        if (exchange.getAttachment(DefaultResponseListener.EXCEPTION) instanceof RequestTooBigException) {
            Refusal.BODY_TOO_LARGE.sendAndDrain(exchange);
            return true;
        }
        fields.remove(Headers.CONTENT_LENGTH);
        fields.remove(Headers.CONTENT_ENCODING);
        Problem.of(status, "").send(exchange);
        // A format of an app may have sent nothing; then the request ends here without a body.
        return !exchange.isResponseChannelAvailable();
    }

    /** Whether a body was written that is sent when the request ends. */
    private static boolean hasBody(HttpServerExchange exchange) {
        return exchange.isBlocking() && exchange.getOutputStream() instanceof UndertowOutputStream written
                && written.getBytesWritten() > 0;
    }
}
