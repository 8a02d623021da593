package dev.rowhouse.spi;

/**
 * A connection of a client to this instance that outlives its request: a {@link WebSocket} or an {@link EventStream}.
 *
 * <p>What is sent waits in a buffer of the connection until its client takes it, so sending never waits, and a slow client delays
 * nobody. One that lets the buffer become full ({@code limits.connections.buffer}) is cut off. The connection ends with its
 * instance at the latest.
 *
 * <p>Safe for use by many threads, inside a scope or not. It may be kept after it has ended, and then takes nothing.
 */
public interface Connection {
    /** Whether it can still take something. */
    boolean isOpen();

    /**
     * Waits until the client's side has taken all that was sent so far; for whoever sends much to one client. To be called by a
     * handler or a task, never by an I/O thread.
     *
     * @return whether it has; false if the connection ended before
     * @throws InterruptedException if the thread is told to stop meanwhile
     */
    boolean flush() throws InterruptedException;

    /** Ends it, after what was sent. May be called again. */
    void close();
}
