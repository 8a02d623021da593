package dev.rowhouse.spi;

import java.util.Optional;

/** Server-sent events for one client, as the HTML standard has them ({@code EventSource}). */
public interface EventStream extends Connection {
    /**
     * Sends an event.
     *
     * @return whether it was taken; false if the stream has ended, or is cut off because its client is too slow
     */
    boolean send(ServerEvent event);

    /** The id of the last event that the client has seen, if it was connected before and says so. */
    Optional<String> lastEventId();
}
