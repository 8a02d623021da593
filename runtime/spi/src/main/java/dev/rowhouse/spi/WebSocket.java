package dev.rowhouse.spi;

import java.nio.ByteBuffer;

/** A WebSocket (RFC 6455) of a client, accepted by a {@link WebSocketEndpoint}. */
public interface WebSocket extends Connection {
    /** The code that is sent when all is well. */
    int NORMAL = 1000;

    /**
     * Sends a text message.
     *
     * @return whether it was taken; false if the socket is closed, or is cut off because its client is too slow
     */
    boolean send(String text);

    /**
     * Sends a binary message.
     *
     * @param bytes what remains in it; to be left alone from then on
     * @return whether it was taken; false if the socket is closed, or is cut off because its client is too slow
     */
    boolean send(ByteBuffer bytes);

    /**
     * Ends it, after what was sent. May be called again; the first call counts.
     *
     * @param code 1000, 1001, 1003, 1007 to 1011, or 3000 to 4999 for codes of the app
     * @param reason at most 123 bytes in UTF-8
     * @throws IllegalArgumentException if a close frame can't have that code or reason
     */
    void close(int code, String reason);

    /** Ends it with {@link #NORMAL}. */
    @Override
    default void close() {
        close(NORMAL, "");
    }
}
