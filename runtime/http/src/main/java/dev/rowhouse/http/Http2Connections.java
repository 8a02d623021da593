package dev.rowhouse.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Protocols;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;

/**
 * Closes HTTP/2 connections that have no streams for too long.
 *
 * <p>Undertow says goodbye to one that becomes idle, but forgets about it with the next frame, even a ping; and it doesn't
 * look at one that never had a stream. So a connection is closed after twice the time, if it is still there.
 */
final class Http2Connections {
    /** What tells open connections apart; Undertow hides which connection a stream belongs to. */
    private record Ends(SocketAddress peer, SocketAddress local) {
        static Optional<Ends> of(@Nullable SocketAddress peer, @Nullable SocketAddress local) {
            return peer == null || local == null ? Optional.empty() : Optional.of(new Ends(peer, local));
        }
    }

    private final ConcurrentMap<Ends, Watch> watches = new ConcurrentHashMap<>();
    private final Duration idle;
    private final Duration writeTimeout;

    Http2Connections(Duration idleTimeout, Duration writeTimeout) {
        this.idle = idleTimeout.multipliedBy(2);
        this.writeTimeout = writeTimeout;
    }

    /** Watches a connection that speaks HTTP/2 from now on. */
    void watch(StreamConnection connection) {
        try {
            // How long a thread waits for a stream to become writable; Undertow doesn't wake it up if the stream is reset.
            connection.setOption(Options.WRITE_TIMEOUT, Math.toIntExact(writeTimeout.toMillis()));
        } catch (IOException e) {
            IoUtils.safeClose(connection);
            return;
        }
        Ends.of(connection.getPeerAddress(), connection.getLocalAddress()).ifPresent(ends -> {
            var watch = new Watch(connection, ends);
            watches.put(ends, watch);
            watch.start();
        });
    }

    /** Counts the streams of watched connections. */
    HttpHandler counting(HttpHandler next) {
        return exchange -> {
            if (exchange.getProtocol().equals(Protocols.HTTP_2_0)) {
                find(exchange).ifPresent(watch -> {
                    watch.streamOpened();
                    exchange.addExchangeCompleteListener((completed, others) -> {
                        watch.streamClosed();
                        others.proceed();
                    });
                });
            }
            next.handleRequest(exchange);
        };
    }

    private Optional<Watch> find(HttpServerExchange exchange) {
        var connection = exchange.getConnection();
        return Ends.of(connection.getPeerAddress(), connection.getLocalAddress()).map(watches::get);
    }

    /** One connection, until it is closed or found closed. */
    private final class Watch {
        private final StreamConnection connection;
        private final Ends ends;
        private int streams;
        private XnioExecutor.@Nullable Key timer;

        Watch(StreamConnection connection, Ends ends) {
            this.connection = connection;
            this.ends = ends;
        }

        synchronized void start() {
            try {
                timer = connection.getIoThread().executeAfter(this::close, idle.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // The server is being closed, and this connection with it.
                watches.remove(ends, this);
            }
        }

        synchronized void streamOpened() {
            streams++;
            var key = timer;
            if (key != null) {
                key.remove();
                timer = null;
            }
        }

        synchronized void streamClosed() {
            streams--;
            if (streams == 0) {
                start();
            }
        }

        private void close() {
            synchronized (this) {
                if (streams > 0) {
                    return;
                }
            }
            watches.remove(ends, this);
            IoUtils.safeClose(connection);
        }
    }
}
