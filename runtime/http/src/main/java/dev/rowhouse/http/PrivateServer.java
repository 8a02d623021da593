package dev.rowhouse.http;

import dev.rowhouse.config.HttpConfig;
import dev.rowhouse.config.ListenAddress;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * Listens for HTTP/1.1 from few: on Unix domain sockets, where the operating system decides who may connect, and on TCP.
 *
 * <p>XNIO 3.8 knows no Unix domain sockets ({@code createLocalStreamConnectionServer} is not supported by its NIO
 * implementation). So the JDK accepts, and a {@link Relay} carries the bytes to a pipe that Undertow reads as any
 * other connection: with the same parser and front door as {@link HttpServer}.
 *
 * <p>It has I/O threads of its own, one to read and write and one to accept, so that it answers also where those of a
 * {@code HttpServer} are busy. At each place a bounded number of connections is open; beyond that one goes that has its
 * last answer, else the one that has been without a request longest. Handlers are called on the I/O thread, where they must not
 * block; one that does has to dispatch first.
 *
 * <p>Safe for use by many threads.
 */
public final class PrivateServer implements AutoCloseable {
    private static final String NAME = "rowhouse-control";
    private static final int BUFFER_SIZE = 16 * 1024;
    /** After a connection that couldn't be accepted, as there were no file descriptors: there may be some soon. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final Duration SHUTDOWN = Duration.ofSeconds(5);

    private final IoThreads threads = IoThreads.start(NAME, 1);
    // 0 buffers kept per thread: virtual threads come and go, and would take the buffers along.
    private final DefaultByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_SIZE, -1, 0);
    private final HttpConfig limits;
    private final Http2Connections http2;
    private final int most;
    private final List<Channel> acceptors = new CopyOnWriteArrayList<>();
    private final List<Thread> accepting = new CopyOnWriteArrayList<>();
    private final List<HttpOpenListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Guests> guests = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * A server that listens nowhere yet.
     *
     * @param limits what clients may send
     * @param most how many connections may be open at once at each place
     */
    public PrivateServer(HttpConfig limits, int most) {
        this.limits = limits;
        this.http2 = new Http2Connections(limits.idleTimeout(), limits.bodyTimeout());
        this.most = most;
    }

    /**
     * Listens on a Unix domain socket, which is made and, in the end, not removed.
     *
     * @param socket where nothing is yet
     * @param target who answers what was let in
     * @throws IOException if it can't be made: something is there, or the path is too long, which is about 100 bytes
     */
    public void listen(Path socket, HttpHandler target) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (Throwable e) {
            IoUtils.safeClose(server);
            throw e;
        }
        acceptors.add(server);
        var admitted = new Guests(most);
        var listener = listener(admitted, target);
        accepting.add(Thread.ofVirtual()
                .name("rowhouse-control-accept")
                .inheritInheritableThreadLocals(false)
                .start(() -> accept(server, admitted, listener)));
    }

    /**
     * Listens on TCP.
     *
     * @param address port 0 takes any free one
     * @param target who answers what was let in
     * @return with the real port
     * @throws ListenException if it is taken or not an address of this machine
     */
    public InetSocketAddress listen(ListenAddress address, HttpHandler target) {
        var admitted = new Guests(most);
        var listener = listener(admitted, target);
        var acceptor = HttpServer.acceptor(threads, address, connection -> {
            if (admitted.admit(connection, connection)) {
                open(connection, listener);
            }
        });
        acceptors.add(acceptor);
        acceptor.resumeAccepts();
        return Objects.requireNonNull(acceptor.getLocalAddress(InetSocketAddress.class));
    }

    private HttpOpenListener listener(Guests admitted, HttpHandler target) {
        var listener = new HttpOpenListener(buffers, HttpServer.optionsWithoutHttp2(limits));
        listener.setRootHandler(Entrance.plain(limits, admitted.counting(target)));
        guests.add(admitted);
        listeners.add(listener);
        return listener;
    }

    private void open(StreamConnection connection, HttpOpenListener listener) {
        Wire.watch(connection, limits.requestTimeout(), http2);
        listener.handleEvent(connection);
    }

    private void accept(ServerSocketChannel server, Guests admitted, HttpOpenListener listener) {
        while (server.isOpen()) {
            try {
                enter(server.accept(), admitted, listener);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException | RuntimeException e) {
                pause();
            }
        }
    }

    private void enter(SocketChannel client, Guests admitted, HttpOpenListener listener) throws IOException {
        try {
            var pipe = threads.worker().createFullDuplexPipeConnection();
            var relay = new Relay(client, pipe.getRightSide(), limits.bodyTimeout());
            if (admitted.admit(pipe.getLeftSide(), relay)) {
                relay.start();
                pipe.getLeftSide().getIoThread().execute(() -> begin(pipe.getLeftSide(), listener));
            } else {
                IoUtils.safeClose(pipe.getLeftSide());
            }
        } catch (IOException | RuntimeException e) {
            IoUtils.safeClose(client);
            throw e;
        }
    }

    private void begin(StreamConnection connection, HttpOpenListener listener) {
        try {
            open(connection, listener);
        } catch (RejectedExecutionException e) {
            // The server is being closed.
            IoUtils.safeClose(connection);
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join(SHUTDOWN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes listeners and connections, requests that run included, and ends all threads. May be called again. */
    @Override
    public void close() {
        // XNIO waits for ever where an acceptor is closed once more whose thread has ended.
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        acceptors.forEach(IoUtils::safeClose);
        // A socket that somebody waits at is closed a little later, by whoever waits.
        accepting.forEach(PrivateServer::await);
        listeners.forEach(HttpOpenListener::closeConnections);
        guests.forEach(Guests::close);
        threads.close();
    }
}
