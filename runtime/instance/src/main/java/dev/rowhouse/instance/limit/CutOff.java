package dev.rowhouse.instance.limit;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import org.xnio.IoUtils;

/**
 * Ends a request without an answer, or without the rest of one, so that its client sees that there is no more to come: in HTTP/1.1 its
 * connection is closed, in HTTP/2 its stream is reset.
 */
public final class CutOff {
    private CutOff() {}

    /** Cuts a request off, on any thread. */
    public static void now(HttpServerExchange exchange) {
        switch (exchange.getConnection()) {
            case Http2ServerConnection stream -> Http2Stream.of(stream).reset();
            case ServerConnection connection -> IoUtils.safeClose(connection);
        }
    }
}
