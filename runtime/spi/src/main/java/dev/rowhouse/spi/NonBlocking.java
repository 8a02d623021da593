package dev.rowhouse.spi;

import io.undertow.server.HttpHandler;

/**
 * A root handler that never blocks and uses no session: it stays on the I/O thread, which it shares with all instances.
 *
 * <p>Only for handlers that answer from memory. A handler that waits here for a database, a lock or a client stops the
 * neighbours too. There is no scope on the I/O thread, so a session used there fails with {@link OutOfScopeException};
 * for single requests that need one, call {@code exchange.dispatch(handler)}: that one runs on a virtual thread, in the
 * instance's scope.
 */
public interface NonBlocking extends HttpHandler {}
