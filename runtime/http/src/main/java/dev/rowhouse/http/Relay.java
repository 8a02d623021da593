package dev.rowhouse.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * Carries bytes between a client's socket, of a kind that XNIO doesn't know, and a pipe of XNIO, on two virtual threads that wait
 * for both without a carrier.
 *
 * <p>Nothing is kept back beyond one buffer each way: who doesn't read makes the other side wait. A client that ends what it sends
 * still gets its answer; when the pipe ends, what is in it is delivered, and the socket is closed. A client that takes nothing
 * for too long is cut off.
 */
final class Relay implements Channel {
    private static final int BUFFER_SIZE = 16 * 1024;

    private final SocketChannel client;
    private final StreamConnection pipe;
    private final Duration patience;
    private final Thread inward;
    private final Thread outward;

    /**
     * A relay that carries nothing yet.
     *
     * @param client in blocking mode
     * @param pipe the end of the pipe that is not Undertow's
     * @param patience how long the client may take nothing of what is sent to it
     */
    Relay(SocketChannel client, StreamConnection pipe, Duration patience) {
        this.client = client;
        this.pipe = pipe;
        this.patience = patience;
        var threads = Thread.ofVirtual().name("rowhouse-relay-", 0).inheritInheritableThreadLocals(false);
        this.inward = threads.unstarted(this::carryIn);
        this.outward = threads.unstarted(this::carryOut);
    }

    /** Carries until one of the ends is closed, and closes the other then. */
    void start() {
        inward.start();
        outward.start();
    }

    private void carryIn() {
        var buffer = ByteBuffer.allocate(BUFFER_SIZE);
        var ready = new Semaphore(0);
        var sink = pipe.getSinkChannel();
        sink.setWriteListener(channel -> {
            channel.suspendWrites();
            ready.release();
        });
        try {
            while (client.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    if (sink.write(buffer) == 0) {
                        sink.resumeWrites();
                        ready.acquire();
                    }
                }
            }
            sink.shutdownWrites();
            while (!sink.flush()) {
                sink.resumeWrites();
                ready.acquire();
            }
        } catch (IOException e) {
            // The client has gone, or the server: whoever is left finds out.
            close();
        } catch (InterruptedException e) {
            // It was closed.
            Thread.currentThread().interrupt();
        }
    }

    private void carryOut() {
        var buffer = ByteBuffer.allocate(BUFFER_SIZE);
        var ready = new Semaphore(0);
        var source = pipe.getSourceChannel();
        source.setReadListener(channel -> {
            channel.suspendReads();
            ready.release();
        });
        try {
            for (int count = source.read(buffer); count >= 0; count = source.read(buffer.clear())) {
                if (count == 0) {
                    source.resumeReads();
                    ready.acquire();
                } else {
                    deliver(buffer.flip());
                }
            }
        } catch (IOException | RejectedExecutionException e) {
            // As above; or the server is being closed, and its timers are gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private void deliver(ByteBuffer bytes) throws IOException {
        var timer = pipe.getIoThread().executeAfter(this::close, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            while (bytes.hasRemaining()) {
                var _ = client.write(bytes);
            }
        } finally {
            timer.remove();
        }
    }

    @Override
    public boolean isOpen() {
        return client.isOpen();
    }

    /** Closes both ends, and ends both threads. May be called by any thread, and again. */
    @Override
    public void close() {
        IoUtils.safeClose(client);
        IoUtils.safeClose(pipe);
        // Who waits for a pipe to become ready is not told that it was closed.
        inward.interrupt();
        outward.interrupt();
    }
}
