package dev.rowhouse.browser;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/** Has the fields of a response looked at once more before its first byte goes on. For the thread that writes. */
final class FirstWrite extends AbstractStreamSinkConduit<StreamSinkConduit> {
    private final ResponseWall wall;
    private final HttpServerExchange exchange;
    private boolean done;

    FirstWrite(StreamSinkConduit next, ResponseWall wall, HttpServerExchange exchange) {
        super(next);
        this.wall = wall;
        this.exchange = exchange;
    }

    private void before() {
        if (!done) {
            done = true;
            wall.checkAgain(exchange);
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        before();
        return super.write(source);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        before();
        return super.write(sources, offset, length);
    }

    @Override
    public int writeFinal(ByteBuffer source) throws IOException {
        before();
        return super.writeFinal(source);
    }

    @Override
    public long writeFinal(ByteBuffer[] sources, int offset, int length) throws IOException {
        before();
        return super.writeFinal(sources, offset, length);
    }

    @Override
    public long transferFrom(FileChannel source, long position, long count) throws IOException {
        before();
        return super.transferFrom(source, position, count);
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer) throws IOException {
        before();
        return super.transferFrom(source, count, throughBuffer);
    }

    @Override
    public void terminateWrites() throws IOException {
        before();
        super.terminateWrites();
    }

    @Override
    public boolean flush() throws IOException {
        before();
        return super.flush();
    }
}
