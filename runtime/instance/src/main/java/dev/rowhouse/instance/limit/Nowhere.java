package dev.rowhouse.instance.limit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/** Where a handler writes whose request somebody else has answered: nothing arrives, and it is told so. */
final class Nowhere extends AbstractStreamSinkConduit<StreamSinkConduit> {
    Nowhere(StreamSinkConduit next) {
        super(next);
    }

    private static IOException refusal() {
        return new IOException("this request took too long and has been answered; nothing is sent any more");
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        throw refusal();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        throw refusal();
    }

    @Override
    public int writeFinal(ByteBuffer source) throws IOException {
        throw refusal();
    }

    @Override
    public long writeFinal(ByteBuffer[] sources, int offset, int length) throws IOException {
        throw refusal();
    }

    @Override
    public long transferFrom(FileChannel source, long position, long count) throws IOException {
        throw refusal();
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer) throws IOException {
        throw refusal();
    }

    @Override
    public void terminateWrites() throws IOException {
        throw refusal();
    }

    @Override
    public boolean flush() throws IOException {
        throw refusal();
    }
}
