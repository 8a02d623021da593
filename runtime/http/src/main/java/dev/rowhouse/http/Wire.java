package dev.rowhouse.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Sees every byte that a client sends before Undertow's parser does.
 *
 * <p>It closes a connection that doesn't send even the shortest request in time (Undertow's own limit starts with the
 * first byte, and has a hole in HTTP/2's preface), and finds malformed framing that the parser forgives.
 */
final class Wire extends AbstractStreamSourceConduit<StreamSourceConduit> {
    /** The length of HTTP/2's preface. An HTTP/1.1 request with its host is longer. */
    private static final int SHORTEST_REQUEST = 24;

    private final Framing framing = new Framing();
    private final StreamConnection connection;
    private final Http2Connections http2;
    private XnioExecutor.@Nullable Key timer;
    private long received;

    private Wire(StreamConnection connection, Http2Connections http2) {
        super(connection.getSourceChannel().getConduit());
        this.connection = connection;
        this.http2 = http2;
    }

    /** Watches a connection that was just accepted; to be called before anybody reads from it. */
    static void watch(StreamConnection connection, Duration timeout, Http2Connections http2) {
        var wire = new Wire(connection, http2);
        connection.getSourceChannel().setConduit(wire);
        wire.timer = connection.getIoThread()
                .executeAfter(() -> IoUtils.safeClose(connection), timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The wire that an HTTP/1.1 request came through. */
    static Optional<Wire> of(HttpServerExchange exchange) {
        return exchange.getConnection() instanceof HttpServerConnection connection
                && connection.getOriginalSourceConduit() instanceof Wire wire ? Optional.of(wire) : Optional.empty();
    }

    /** What was found in the bytes of an HTTP/1.1 request so far; null if it came in another way. */
    static @Nullable Framing framing(HttpServerExchange exchange) {
        return exchange.getConnection() instanceof HttpServerConnection connection
                && connection.getOriginalSourceConduit() instanceof Wire wire ? wire.framing : null;
    }

    /** Stops looking once a request has changed the connection to another protocol. */
    static void followUpgrade(HttpServerExchange exchange) {
        of(exchange).ifPresent(wire -> exchange.addExchangeCompleteListener((completed, others) -> {
            if (completed.isUpgrade()) {
                wire.framing.turnOff();
                if (Http2Upgrade.isHttp2(completed)) {
                    wire.http2.watch(wire.connection);
                }
            }
            others.proceed();
        }));
    }

    /** What it belongs to. */
    StreamConnection connection() {
        return connection;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int start = target.position();
        boolean inBody = framing.isInBody();
        boolean off = framing.isOff();
        int count = super.read(target);
        if (count > 0) {
            framing.accept(target, start, start + count);
            if (!off && framing.isOff()) {
                http2.watch(connection);
            }
            received(count, inBody);
        }
        return count;
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        // One buffer at a time is less efficient, but nobody reads a request this way where it matters.
        for (int i = offset; i < offset + length; i++) {
            if (targets[i].hasRemaining()) {
                return read(targets[i]);
            }
        }
        return 0;
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return skipped(super.transferTo(position, count, target));
    }

    @Override
    public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target) throws IOException {
        int before = throughBuffer.remaining();
        long transferred = super.transferTo(count, throughBuffer, target);
        skipped(Math.max(transferred, 0) + Math.max(throughBuffer.remaining() - before, 0));
        return transferred;
    }

    @Override
    public void terminateReads() throws IOException {
        cancelTimer();
        super.terminateReads();
    }

    private long skipped(long count) throws IOException {
        if (count > 0) {
            framing.skip(count);
            received(count, true);
        }
        return count;
    }

    private void received(long count, boolean inBody) throws IOException {
        received += count;
        if (received >= SHORTEST_REQUEST) {
            cancelTimer();
        }
        // What came together with the head is left to the front door, which can still answer.
        if (inBody && framing.isMalformed()) {
            throw new IOException("the chunks of the request's body are malformed");
        }
    }

    private void cancelTimer() {
        var key = timer;
        if (key != null) {
            key.remove();
            timer = null;
        }
    }
}
