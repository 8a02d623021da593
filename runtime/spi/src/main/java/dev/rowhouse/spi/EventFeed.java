package dev.rowhouse.spi;

import io.undertow.server.HttpHandler;
import java.util.List;

/**
 * Where streams of server-sent events are read: a handler that answers GET with a stream that stays open. Who comes when
 * {@code limits.connections.open} is reached gets 503.
 *
 * <p>Safe for use by many threads, inside a scope or not.
 */
public interface EventFeed extends HttpHandler {
    /** Sends an event to all who read now; waits for none of them. */
    void send(ServerEvent event);

    /** The streams that are open now. */
    List<EventStream> open();
}
