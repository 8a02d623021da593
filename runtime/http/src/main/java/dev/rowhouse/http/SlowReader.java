package dev.rowhouse.http;

import dev.rowhouse.instance.limit.CutOff;
import io.undertow.server.ConduitWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Closes the connection of a client that doesn't read its response.
 *
 * <p>Time runs only while something is to be sent and the client takes none of it, so a response may take as long as it
 * likes, and an app may pause as long as it likes. In HTTP/2 the stream is reset.
 */
final class SlowReader implements HttpHandler {
    private final ConduitWrapper<StreamSinkConduit> watch;
    private final HttpHandler next;

    SlowReader(Duration timeout, HttpHandler next) {
        watch = (factory, exchange) -> new Watch(factory.create(), exchange, timeout);
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addResponseWrapper(watch);
        next.handleRequest(exchange);
    }

    /** The response of one request. */
    private static final class Watch extends AbstractStreamSinkConduit<StreamSinkConduit> {
        private final HttpServerExchange exchange;
        private final Duration timeout;
        /** Changed under this object's monitor. */
        private volatile XnioExecutor.@Nullable Key timer;

        Watch(StreamSinkConduit next, HttpServerExchange exchange, Duration timeout) {
            super(next);
            this.exchange = exchange;
            this.timeout = timeout;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            int count = super.write(source);
            note(count, !source.hasRemaining());
            return count;
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
            long count = super.write(sources, offset, length);
            note(count, !sources[offset + length - 1].hasRemaining());
            return count;
        }

        @Override
        public int writeFinal(ByteBuffer source) throws IOException {
            int count = super.writeFinal(source);
            note(count, !source.hasRemaining());
            return count;
        }

        @Override
        public long writeFinal(ByteBuffer[] sources, int offset, int length) throws IOException {
            long count = super.writeFinal(sources, offset, length);
            note(count, !sources[offset + length - 1].hasRemaining());
            return count;
        }

        @Override
        public long transferFrom(FileChannel source, long position, long count) throws IOException {
            long moved = super.transferFrom(source, position, count);
            note(moved, moved == count || position + moved >= source.size());
            return moved;
        }

        @Override
        public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer) throws IOException {
            long moved = super.transferFrom(source, count, throughBuffer);
            note(Math.max(moved, 0), !throughBuffer.hasRemaining());
            return moved;
        }

        @Override
        public boolean flush() throws IOException {
            boolean flushed = super.flush();
            note(0, flushed);
            return flushed;
        }

        @Override
        public void truncateWrites() throws IOException {
            note(0, true);
            super.truncateWrites();
        }

        private void note(long count, boolean done) {
            if (!done || timer != null) {
                change(count, done);
            }
        }

        private synchronized void change(long count, boolean done) {
            var key = timer;
            if (key != null && (done || count > 0)) {
                key.remove();
                timer = null;
            }
            if (!done && timer == null) {
                timer = exchange.getIoThread().executeAfter(this::expire, timeout.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private void expire() {
            if (!exchange.isResponseComplete()) {
                CutOff.now(exchange);
            }
        }
    }
}
