package dev.rowhouse.spi;

import io.undertow.server.HttpServerExchange;

/**
 * Makes feeds of server-sent events; injectable in every household.
 *
 * <pre>{@code
 * var news = eventStreams.feed();
 * routes.get("/news", news);
 * scheduler.scheduleAtFixedRate(() -> news.send(ServerEvent.of(latest())), 1, 1, TimeUnit.SECONDS);
 * }</pre>
 *
 * <p>Undertow's own {@code Handlers.serverSentEvents} calls back on I/O threads that all instances share and that must not wait. There
 * is no scope there, so a session used in it fails with {@link OutOfScopeException}.
 *
 * <p>Safe for use by many threads.
 */
public interface EventStreams {
    /** A feed that anybody may read. */
    EventFeed feed();

    /**
     * A feed that receives its readers.
     *
     * @param reception decides about each request
     */
    EventFeed feed(Reception reception);

    /** Receives the request for a stream, while it still is one. */
    @FunctionalInterface
    interface Reception {
        /**
         * Says who listens to the stream. Called on the request's thread, in its scope, before anything is answered.
         *
         * @return the listener of this stream alone, or one that many share
         * @throws ProblemException to refuse the request
         * @throws Exception if it can't be received; answered like the failure of any handler
         */
        EventStreamListener receive(HttpServerExchange exchange) throws Exception;
    }
}
