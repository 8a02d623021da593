package dev.rowhouse.spi;

import io.undertow.server.HttpHandler;
import java.util.List;

/**
 * Where WebSockets are opened: a handler that answers GET with a handshake. Pages of a foreign origin get 403, what is no handshake
 * 426, and who comes when {@code limits.connections.open} is reached 503.
 *
 * <p>Safe for use by many threads.
 */
public interface WebSocketEndpoint extends HttpHandler {
    /** The sockets that were opened here and are open now: to send to all of them. */
    List<WebSocket> open();
}
