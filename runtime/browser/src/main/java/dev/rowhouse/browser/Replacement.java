package dev.rowhouse.browser;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Sends another body than the one that is written: takes that and drops it, and sends its own when that one ends. For the thread that
 * writes.
 */
public final class Replacement extends AbstractStreamSinkConduit<StreamSinkConduit> {
    private final ByteBuffer body;
    private boolean ending;
    private boolean terminated;

    /**
     * Replaces what will be written.
     *
     * @param next where the other body goes, whose length the fields of the response tell already
     */
    public Replacement(StreamSinkConduit next, ByteBuffer body) {
        super(next);
        this.body = body;
    }

    @Override
    public int write(ByteBuffer source) {
        int count = source.remaining();
        source.position(source.limit());
        return count;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        long count = 0;
        for (int i = offset; i < offset + length; i++) {
            count += write(sources[i]);
        }
        return count;
    }

    @Override
    public int writeFinal(ByteBuffer source) throws IOException {
        int count = write(source);
        terminateWrites();
        return count;
    }

    @Override
    public long writeFinal(ByteBuffer[] sources, int offset, int length) throws IOException {
        long count = write(sources, offset, length);
        terminateWrites();
        return count;
    }

    @Override
    public long transferFrom(FileChannel source, long position, long count) throws IOException {
        return Math.max(Math.min(count, source.size() - position), 0);
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer) throws IOException {
        throughBuffer.clear().limit((int) Math.min(throughBuffer.capacity(), count));
        int read = source.read(throughBuffer);
        throughBuffer.clear().limit(0);
        return read;
    }

    @Override
    public void terminateWrites() throws IOException {
        ending = true;
        sendRest();
    }

    @Override
    public boolean flush() throws IOException {
        return (!ending || sendRest()) && super.flush();
    }

    /** Whether all of it went on; who writes calls {@link #flush} until it has. */
    private boolean sendRest() throws IOException {
        while (body.hasRemaining()) {
            if (next.write(body) == 0) {
                return false;
            }
        }
        if (!terminated) {
            terminated = true;
            super.terminateWrites();
        }
        return true;
    }
}
