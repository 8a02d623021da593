package dev.rowhouse.spi;

import io.undertow.server.HttpServerExchange;

/**
 * How the clients of an app see problems, for an app whose API prescribes another form than RFC 9457.
 *
 * <p>An app that binds one in its household has every problem of its requests written by it: those that it throws or
 * sends, those of {@link Routes} and {@link Json}, error statuses without a body, bodies beyond the instance's limit,
 * conflicts in a database, and failures, which are a 500 without detail. Requests that don't come as far as the household
 * are refused in the {@linkplain #standard() standard} form: by the front door, where no mount is, or while the instance
 * starts, is busy or closes.
 *
 * <p>Safe for use by many threads.
 */
@FunctionalInterface
public interface ProblemFormat {
    /**
     * Answers a request with a problem: sets the header fields and sends the body, with {@link Json#write} or
     * {@code exchange.getResponseSender()}. The status is set already and may be replaced by another one.
     *
     * <p>It may be called on the I/O thread and outside of any scope, so it neither waits nor uses a session. If it
     * throws, and an app has bound it, its failure is answered in the standard form.
     */
    void write(Problem problem, HttpServerExchange exchange);

    /** RFC 9457 problem details as JSON, and a small page for browsers: what clients see where nothing else is bound. */
    static ProblemFormat standard() {
        return ProblemWriter.STANDARD;
    }

    /**
     * Has the problems of a request written in a format from now on. The runtime does so with what an app binds; an app
     * may do so itself where one part of it answers in another form than the others; such a format must not throw.
     */
    static void use(ProblemFormat format, HttpServerExchange exchange) {
        exchange.putAttachment(ProblemWriter.FORMAT, format);
    }
}
