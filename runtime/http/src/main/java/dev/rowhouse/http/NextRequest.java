package dev.rowhouse.http;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.util.concurrent.RejectedExecutionException;

/**
 * Lets nobody but the I/O thread of an HTTP/1.1 connection go on with what comes next there, whichever thread has ended the request
 * before.
 *
 * <p>Undertow lets the thread that ends a request listen to the connection again, and read a request that is there already. Then the
 * I/O thread spins as long as that takes, which is long if the other one has just lost its processor; and a request would begin on the
 * thread that has answered another one, maybe of another instance.
 */
final class NextRequest implements HttpHandler, ExchangeCompletionListener {
    private final HttpHandler next;

    NextRequest(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.getConnection() instanceof HttpServerConnection) {
            // Who is the first to listen is the last to hear, so that all others have heard when the connection goes on.
            exchange.addExchangeCompleteListener(this);
        }
        next.handleRequest(exchange);
    }

    @Override
    public void exchangeEvent(HttpServerExchange completed, NextListener others) {
        if (completed.isInIoThread() || completed.isUpgrade()) {
            others.proceed();
            return;
        }
        try {
            completed.getIoThread().execute(others::proceed);
        } catch (RejectedExecutionException e) {
            // The server is being closed, and this connection with it.
            others.proceed();
        }
    }
}
