package dev.rowhouse.config;

import java.time.Duration;

/**
 * What the connections of one instance that outlive their request may use: WebSockets and streams of events.
 *
 * @param open most of them at the same time, further ones get 503
 * @param message most bytes in a message that a WebSocket takes; longer ones close it with 1009
 * @param buffer most bytes that wait to be sent to one client; who takes them too slowly is cut off
 * @param idle how long a client may not be heard of; at half of it, it is asked for a sign of life
 */
public record ConnectionLimits(int open, int message, int buffer, Duration idle) {
    /** What holds when the file says nothing. */
    public static final ConnectionLimits DEFAULT = new ConnectionLimits(1000, 64 * 1024, 256 * 1024,
            Duration.ofMinutes(1));

    /**
     * Checks that something fits.
     *
     * @throws IllegalArgumentException if nothing does
     */
    public ConnectionLimits {
        if (open < 0 || message < 1 || buffer < 1 || idle.toMillis() < 2) {
            throw new IllegalArgumentException(
                    "no message fits the limits; write open of 0 or more, message and buffer of 1 byte or more, idle of 2 ms or more");
        }
    }
}
