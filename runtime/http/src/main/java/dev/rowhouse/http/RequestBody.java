package dev.rowhouse.http;

import dev.rowhouse.instance.BodyLimit;
import dev.rowhouse.instance.limit.CutOff;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.Headers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads small bodies before anybody else has to wait for them, and ends requests whose body takes too long.
 *
 * <p>A body of at most {@value #MOST_BUFFERS} buffers is read on the I/O thread; only then the next handler is called, so
 * that a slow client occupies no thread. A larger one is passed on as it arrives. A client that waits to be told to
 * continue (RFC 9110, 10.1.1) is told so when the app reads, because the app may refuse the request. Who reads more than
 * the limit gets a {@link RequestTooBigException}; a body that is announced to be longer
 * is answered at once.
 *
 * <p>Whether buffered or not, the body must be complete in time, counted from the end of the head. What still waits here
 * then is answered with 408; where an app is reading already, the connection is closed and the app gets an exception.
 */
final class RequestBody implements HttpHandler {
    private static final int MOST_BUFFERS = 4;

    private final long maxBody;
    private final Duration timeout;
    private final HttpHandler next;
    private final HttpHandler streamed;

    RequestBody(long maxBody, Duration timeout, HttpHandler next) {
        this.maxBody = maxBody;
        this.timeout = timeout;
        this.next = next;
        this.streamed = new HttpContinueReadHandler(next);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        boolean tooLarge = exchange.getRequestContentLength() > maxBody;
        if (exchange.isRequestComplete() && !tooLarge) {
            next.handleRequest(exchange);
            return;
        }
        var reader = new Reader(exchange);
        if (tooLarge) {
            Refusal.BODY_TOO_LARGE.sendAndDrain(exchange);
            return;
        }
        BodyLimit.set(exchange, maxBody);
        reader.start();
    }

    private static boolean isSmall(HttpServerExchange exchange) {
        long most = (long) MOST_BUFFERS * exchange.getConnection().getByteBufferPool().getBufferSize();
        return exchange.getRequestContentLength() <= most && !exchange.getRequestHeaders().contains(Headers.EXPECT);
    }

    /** The body of one request. */
    private final class Reader {
        private final HttpServerExchange exchange;
        private final XnioExecutor.Key timer;
        private final List<PooledByteBuffer> buffers = new ArrayList<>(MOST_BUFFERS);
        private boolean complete;
        private @Nullable StreamSourceChannel waitingFor;

        Reader(HttpServerExchange exchange) {
            this.exchange = exchange;
            this.timer = exchange.getIoThread().executeAfter(this::expire, timeout.toMillis(), TimeUnit.MILLISECONDS);
        }

        void start() throws Exception {
            exchange.addExchangeCompleteListener((completed, others) -> {
                timer.remove();
                others.proceed();
            });
            if (!isSmall(exchange)) {
                streamed.handleRequest(exchange);
                return;
            }
            var channel = exchange.getRequestChannel();
            try {
                if (!read(channel)) {
                    waitFor(channel);
                    return;
                }
            } catch (IOException e) {
                fail(e);
                return;
            }
            handOver();
            next.handleRequest(exchange);
        }

        private synchronized void waitFor(StreamSourceChannel channel) {
            waitingFor = channel;
            channel.getReadSetter().set(this::resume);
            channel.resumeReads();
        }

        private void stopWaiting(StreamSourceChannel channel) {
            waitingFor = null;
            channel.getReadSetter().set(null);
            channel.suspendReads();
        }

        /** Called by the I/O thread when more has arrived. */
        private void resume(StreamSourceChannel channel) {
            synchronized (this) {
                if (waitingFor == null) {
                    return;
                }
                try {
                    if (!read(channel)) {
                        return;
                    }
                } catch (IOException e) {
                    stopWaiting(channel);
                    fail(e);
                    return;
                }
                stopWaiting(channel);
            }
            handOver();
            Connectors.executeRootHandler(next, exchange);
        }

        /** Reads what is there; true if that was all, or as much as is buffered. */
        private boolean read(StreamSourceChannel channel) throws IOException {
            while (true) {
                if (buffers.isEmpty() || !buffers.getLast().getBuffer().hasRemaining()) {
                    if (buffers.size() == MOST_BUFFERS && exchange.getRequestContentLength() < 0) {
                        return true;
                    }
                    buffers.add(exchange.getConnection().getByteBufferPool().allocate());
                }
                int count = channel.read(buffers.getLast().getBuffer());
                if (count <= 0) {
                    complete = count < 0;
                    return complete;
                }
            }
        }

        private void handOver() {
            if (complete) {
                timer.remove();
                replaceChunking();
            }
            buffers.forEach(buffer -> buffer.getBuffer().flip());
            Connectors.ungetRequestBytes(exchange, buffers.toArray(PooledByteBuffer[]::new));
            Connectors.resetRequestChannel(exchange);
        }

        /** RFC 9112, 7.1.3. So the length of a small body is always known to those who limit it further. */
        private void replaceChunking() {
            var fields = exchange.getRequestHeaders();
            if (fields.remove(Headers.TRANSFER_ENCODING) != null) {
                fields.put(Headers.CONTENT_LENGTH,
                        buffers.stream().mapToLong(buffer -> buffer.getBuffer().position()).sum());
            }
        }

        private void fail(IOException e) {
            buffers.forEach(PooledByteBuffer::close);
            if (e instanceof RequestTooBigException) {
                Refusal.BODY_TOO_LARGE.sendAndDrain(exchange);
            } else {
                Refusal.CHUNKING.send(exchange);
            }
        }

        private void expire() {
            synchronized (this) {
                var channel = waitingFor;
                if (channel != null) {
                    stopWaiting(channel);
                    buffers.forEach(PooledByteBuffer::close);
                    Refusal.BODY_TOO_SLOW.send(exchange);
                    return;
                }
            }
            if (!complete && !exchange.isRequestComplete()) {
                CutOff.now(exchange);
            }
        }
    }
}
