package dev.rowhouse.instance;

import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.Executor;

/**
 * Hands a request to another thread, and ends it there in any case. Undertow's own way drops a request whose connection was
 * closed meanwhile without ending it, and whoever counts requests would count that one for ever.
 */
final class Dispatch {
    private Dispatch() {}

    static void to(Executor threads, HttpServerExchange exchange, HttpHandler handler) {
        exchange.dispatch(threads, () -> run(exchange, handler));
    }

    /** Lets a handler answer, on a thread to which the request was handed. */
    static void run(HttpServerExchange exchange, HttpHandler handler) {
        if (exchange.getConnection().isOpen()) {
            Connectors.executeRootHandler(handler, exchange);
        }
        endIfClosed(exchange);
    }

    /** Ends a request that nobody can be answered any more. */
    static void endIfClosed(HttpServerExchange exchange) {
        if (!exchange.getConnection().isOpen() && !exchange.isDispatched()) {
            exchange.endExchange();
        }
    }
}
