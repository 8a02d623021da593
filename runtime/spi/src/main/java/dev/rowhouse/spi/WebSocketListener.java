package dev.rowhouse.spi;

import java.nio.ByteBuffer;

/**
 * What an app does with a {@link WebSocket}. Each call comes on a virtual thread of the instance, in a scope of its own; calls for
 * one socket come one after the other, in the order of its messages, and those of other sockets beside it. While a message
 * is handled, at most {@code limits.connections.message} bytes of further ones are kept; then nothing more is read from the client.
 *
 * <p>Who throws has its failure logged, and the socket is closed with 1011.
 */
public interface WebSocketListener {
    /**
     * The socket is open; called before anything else.
     *
     * @throws Exception if it can't be served
     */
    default void opened(WebSocket socket) throws Exception {}

    /**
     * A text message has come. Unless an app says otherwise, it is not understood (1003).
     *
     * @throws Exception if it can't be handled
     */
    default void text(WebSocket socket, String message) throws Exception {
        socket.close(1003, "text is not understood here");
    }

    /**
     * A binary message has come. Unless an app says otherwise, it is not understood (1003).
     *
     * @param message the app's to keep
     * @throws Exception if it can't be handled
     */
    default void binary(WebSocket socket, ByteBuffer message) throws Exception {
        socket.close(1003, "only text is understood here");
    }

    /**
     * The socket has ended, however that came; called once, after everything else.
     *
     * @param code what the side that closed it said, 1005 if it said nothing; 1001 if the instance ends; 1006 if the connection broke
     * @throws Exception if it can't be handled
     */
    default void closed(WebSocket socket, int code, String reason) throws Exception {}
}
