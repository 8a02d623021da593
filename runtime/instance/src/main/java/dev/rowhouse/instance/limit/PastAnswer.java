package dev.rowhouse.instance.limit;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;

/**
 * Answers a request whose handler doesn't end, past its exchange: that is the handler's, and not made for two threads. In HTTP/1.1 what
 * is sent goes to the connection itself, which is closed then; in HTTP/2, whose connection is shared with other requests, to the
 * {@linkplain Http2Stream stream}.
 */
final class PastAnswer {
    /** How long a client may take to read it; what it sends until then is ignored. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private PastAnswer() {}

    /** Answers, on the connection's I/O thread. To be called by who has {@linkplain Attendance#take taken} the request. */
    static void send(HttpServerExchange exchange, Cut why) {
        onIoThread(exchange, () -> {
            boolean withoutBody = exchange.getRequestMethod().equals(Methods.HEAD);
            switch (exchange.getConnection()) {
                case AbstractServerConnection connection -> write(connection, text(why, withoutBody));
                case Http2ServerConnection stream -> Http2Stream.of(stream).answer(why, withoutBody);
                case ServerConnection other -> IoUtils.safeClose(other);
            }
        });
    }

    /** Cuts off a response that has begun, so that the client sees that it isn't the whole. */
    static void cutOff(HttpServerExchange exchange) {
        onIoThread(exchange, () -> CutOff.now(exchange));
    }

    private static void onIoThread(HttpServerExchange exchange, Runnable task) {
        try {
            exchange.getIoThread().execute(task);
        } catch (RejectedExecutionException e) {
            // The server is being closed, and the connection with it.
            CutOff.now(exchange);
        }
    }

    private static ByteBuffer text(Cut why, boolean withoutBody) {
        var body = why.document();
        var text = "HTTP/1.1 %d %s\r\nConnection: close\r\nContent-Type: application/problem+json\r\nX-Content-Type-Options: nosniff\r\n%sContent-Length: %d\r\n\r\n%s"
                .formatted(why.status(), StatusCodes.getReason(why.status()),
                        why == Cut.ENDING ? "Retry-After: 1\r\n" : "", body.length(), withoutBody ? "" : body);
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(AbstractServerConnection connection, ByteBuffer text) {
        try {
            var sink = connection.getOriginalSinkConduit();
            // It fits into the buffer of any connection on which nothing else is under way.
            if (sink.write(text) > 0 && !text.hasRemaining()) {
                sink.terminateWrites();
                sink.flush();
                // Closed at once, what the client still sends would make the system forget the answer.
                connection.getIoThread()
                        .executeAfter(() -> IoUtils.safeClose(connection), LINGER.toMillis(), TimeUnit.MILLISECONDS);
                return;
            }
        } catch (IOException | RejectedExecutionException e) {
            // The client is gone, or the server is being closed.
        }
        IoUtils.safeClose(connection);
    }
}
