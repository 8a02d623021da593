package dev.rowhouse.spi;

/**
 * What an app does when somebody begins or ends to read a feed. Each call comes on a virtual thread of the instance, in a scope of
 * its own. Who throws has its failure logged, and the stream ends.
 */
@FunctionalInterface
public interface EventStreamListener {
    /**
     * A stream has begun. What is sent to the whole feed meanwhile comes after what is sent to the stream here, so that what was missed
     * can be told first ({@link EventStream#lastEventId}), and nothing gets lost in between.
     *
     * @throws Exception if it can't be served
     */
    void opened(EventStream stream) throws Exception;

    /**
     * A stream has ended, however that came; called once. A client that leaves is noticed when something is sent to it, after half of
     * {@code limits.connections.idle} at the latest.
     *
     * @throws Exception if it can't be handled
     */
    default void closed(EventStream stream) throws Exception {}
}
