package dev.rowhouse.spi;

import io.undertow.server.HttpServerExchange;
import java.util.Collection;

/**
 * Makes endpoints for WebSockets; injectable in every household.
 *
 * <pre>{@code
 * routes.get("/chat/{room}", webSockets.endpoint(exchange -> new Chat(Routes.parameter(exchange, "room"))));
 * }</pre>
 *
 * <p>Undertow's own {@code Handlers.websocket} calls back on I/O threads that all instances share and that must not wait. There is no
 * scope there, so a session used in it fails with {@link OutOfScopeException}.
 *
 * <p>Safe for use by many threads.
 */
public interface WebSockets {
    /**
     * An endpoint for pages of its own origin, and for programs that name none.
     *
     * @param reception decides about each request
     */
    WebSocketEndpoint endpoint(Reception reception);

    /**
     * An endpoint for pages of other origins as well. Browsers let any page open a WebSocket to anywhere and send cookies along;
     * only the origin tells.
     *
     * @param origins as {@link Cors} takes them; {@code "*"} for any
     * @throws IllegalArgumentException if one is spelled as no browser does
     */
    WebSocketEndpoint endpoint(Reception reception, Collection<String> origins);

    /** Receives the request for a WebSocket, while it still is one. */
    @FunctionalInterface
    interface Reception {
        /**
         * Says who listens to the socket. Called on the request's thread, in its scope, before the handshake is answered.
         *
         * @return the listener of this socket alone, or one that many share
         * @throws ProblemException to refuse the request
         * @throws Exception if it can't be received; answered like the failure of any handler
         */
        WebSocketListener receive(HttpServerExchange exchange) throws Exception;
    }
}
