package dev.rowhouse.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Counts what is read of a body, and stops at the limit that the exchange has by then.
 *
 * <p>Undertow's own limit is fixed before the first handler is called if the body comes in chunks, counts what the chunks
 * cost, and closes the connection without an answer.
 */
final class BodyLimit extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private final HttpServerExchange exchange;
    private long received;
    private boolean exceeded;

    BodyLimit(StreamSourceConduit next, HttpServerExchange exchange) {
        super(next);
        this.exchange = exchange;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = super.read(target);
        count(count);
        return count;
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return count(super.read(targets, offset, length));
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return count(super.transferTo(position, count, target));
    }

    @Override
    public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target) throws IOException {
        long transferred = super.transferTo(count, throughBuffer, target);
        count(Math.max(transferred, 0) + throughBuffer.remaining());
        return transferred;
    }

    private long count(long count) throws IOException {
        received += Math.max(count, 0);
        long most = exchange.getMaxEntitySize();
        // Told once: what is read after that is dropped.
        if (most > 0 && received > most && !exceeded) {
            exceeded = true;
            throw new RequestTooBigException("the body is larger than %d bytes".formatted(most));
        }
        return count;
    }
}
