package dev.rowhouse.instance;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.AttachmentKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Counts what is read of a request's body, and stops at a limit.
 *
 * <p>Undertow's own limit ({@link HttpServerExchange#setMaxEntitySize}) must not be used: for a body in chunks it is fixed
 * before the first handler is called, counts what the chunks cost and closes the connection without an answer; in HTTP/2 it
 * resets the stream, and the exchange never completes.
 */
public final class BodyLimit extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private static final AttachmentKey<Limit> LIMIT = AttachmentKey.create(Limit.class);

    private final Limit limit;
    private long received;
    private boolean exceeded;

    private BodyLimit(StreamSourceConduit next, Limit limit) {
        super(next);
        this.limit = limit;
    }

    /** The smallest limit that was set for a request so far. */
    private static final class Limit {
        private volatile long most;

        Limit(long most) {
            this.most = most;
        }
    }

    /**
     * Limits the body of a request; of several limits the smallest holds. The first one is to be set before anything of the
     * body is read, a further one as long as no more was read than it allows.
     *
     * @param most bytes; who reads more gets a {@link RequestTooBigException} once, and what comes after it is dropped
     */
    public static void set(HttpServerExchange exchange, long most) {
        var limit = exchange.getAttachment(LIMIT);
        if (limit != null) {
            limit.most = Math.min(limit.most, most);
            return;
        }
        var fresh = new Limit(most);
        exchange.putAttachment(LIMIT, fresh);
        exchange.addRequestWrapper((factory, same) -> new BodyLimit(factory.create(), fresh));
    }

    /** What a client is told whose body is too long. */
    static String explain(long most) {
        return "The body may have at most %d bytes.".formatted(most);
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
        long most = limit.most;
        if (received > most && !exceeded) {
            exceeded = true;
            throw new RequestTooBigException(explain(most));
        }
        return count;
    }
}
