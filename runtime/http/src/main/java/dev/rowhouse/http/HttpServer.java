package dev.rowhouse.http;

import dev.rowhouse.config.HttpConfig;
import dev.rowhouse.config.ListenAddress;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.channels.AcceptingChannel;

/**
 * Listens for HTTP/1.1 and HTTP/2 (without TLS, by prior knowledge or upgrade), and lets through the front door what may
 * pass.
 *
 * <p>It has one I/O thread per processor and one to accept connections, and no other OS thread. Handlers are called on I/O
 * threads, where they must not block; one that does has to dispatch first.
 *
 * <p>Safe for use by many threads.
 */
public final class HttpServer implements AutoCloseable {
    private static final String NAME = "rowhouse-http";
    private static final int BUFFER_SIZE = 16 * 1024;
    private static final int BACKLOG = 1024;
    private static final int MAX_PARAMETERS = 1000;
    private static final int MAX_STREAMS = 100;
    private static final int MAX_RESETS = 200;
    private static final Duration RESETS_WITHIN = Duration.ofSeconds(30);

    private final CleanBuffers buffers;
    private final IoThreads threads;
    private final HttpOpenListener listener;
    private final Http2Connections http2;
    private final List<AcceptingChannel<StreamConnection>> acceptors = new ArrayList<>();
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private HttpServer(CleanBuffers buffers, IoThreads threads, HttpOpenListener listener, Http2Connections http2) {
        this.buffers = buffers;
        this.threads = threads;
        this.listener = listener;
        this.http2 = http2;
    }

    /**
     * Listens on all of these addresses.
     *
     * @param addresses port 0 takes any free one
     * @param target who answers what was let in; usually {@link Mounts}
     * @throws ListenException if one of them is taken or not an address of this machine; then none is listened on
     */
    public static HttpServer open(List<ListenAddress> addresses, HttpConfig config, HttpHandler target) {
        var buffers = new CleanBuffers(BUFFER_SIZE);
        var listener = new HttpOpenListener(buffers, options(config));
        var http2 = new Http2Connections(config.idleTimeout(), config.bodyTimeout());
        listener.setRootHandler(Entrance.of(config, http2, target));
        var server = new HttpServer(buffers, IoThreads.start(NAME, Runtime.getRuntime().availableProcessors()),
                listener, http2);
        try {
            for (var address : addresses) {
                server.listen(address, config.requestTimeout());
            }
            server.acceptors.forEach(AcceptingChannel::resumeAccepts);
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** What is listened on, with the ports that were taken for 0, in the order of {@link #open}. */
    public List<InetSocketAddress> addresses() {
        return List.copyOf(addresses);
    }

    /** Accepts no further connections. Those that are open stay so, and may send further requests. */
    public void stopAccepting() {
        acceptors.forEach(IoUtils::safeClose);
    }

    /** Closes listeners and connections, requests that run included, and ends all threads. May be called again. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        stopAccepting();
        listener.closeConnections();
        threads.close();
        buffers.close();
    }

    private void listen(ListenAddress address, Duration requestTimeout) {
        ChannelListener<StreamConnection> opened = connection -> {
            Wire.watch(connection, requestTimeout, http2);
            listener.handleEvent(connection);
        };
        var acceptor = acceptor(threads, address, opened);
        acceptors.add(acceptor);
        addresses.add(Objects.requireNonNull(acceptor.getLocalAddress(InetSocketAddress.class)));
    }

    /**
     * Listens on an address, without accepting yet.
     *
     * @throws ListenException if it is taken or not an address of this machine
     */
    static AcceptingChannel<StreamConnection> acceptor(
            IoThreads threads,
            ListenAddress address,
            ChannelListener<StreamConnection> opened) {
        var socket = new InetSocketAddress(address.host(), address.port());
        if (socket.isUnresolved()) {
            throw new ListenException(address, "the host name is unknown", new IOException(address.host()));
        }
        try {
            return threads.worker()
                    .createStreamConnectionServer(socket, ChannelListeners.openListenerAdapter(opened),
                            OptionMap.builder()
                                    .set(Options.TCP_NODELAY, true)
                                    .set(Options.REUSE_ADDRESSES, true)
                                    .set(Options.BACKLOG, BACKLOG)
                                    .getMap());
        } catch (BindException e) {
            throw new ListenException(address, reason(e), e);
        } catch (IOException e) {
            throw new ListenException(address, String.valueOf(e.getMessage()), e);
        }
    }

    private static String reason(BindException e) {
        var message = String.valueOf(e.getMessage());
        if (message.contains("in use")) {
            return "the port is taken";
        }
        return message.contains("assign") ? "this machine doesn't have that address" : message;
    }

    /** The limits of a server that speaks HTTP/1.1 alone. */
    static OptionMap optionsWithoutHttp2(HttpConfig config) {
        return OptionMap.builder().addAll(options(config)).set(UndertowOptions.ENABLE_HTTP2, false).getMap();
    }

    private static OptionMap options(HttpConfig config) {
        return OptionMap.builder()
                // Done at the front door, after it has looked at what was sent.
                .set(UndertowOptions.DECODE_URL, false)
                // For a field list in HTTP/2, too.
                .set(UndertowOptions.MAX_HEADER_SIZE, config.maxHeader())
                .set(UndertowOptions.MAX_HEADERS, config.maxFields())
                .set(UndertowOptions.MAX_PARAMETERS, MAX_PARAMETERS)
                // Counted at the front door: Undertow would throw when an app asks for the first one.
                .set(UndertowOptions.MAX_COOKIES, config.maxHeader())
                // Checked at the front door, which answers 413; Undertow would answer 400.
                .set(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                // The front door is stricter where it matters; browsers send "?a[]=1" as it is.
                .set(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, Math.toIntExact(config.requestTimeout().toMillis()))
                // IDLE_TIMEOUT would cut off requests that take long to be answered, too.
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, Math.toIntExact(config.idleTimeout().toMillis()))
                .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .set(UndertowOptions.ENABLE_HTTP2, true)
                .set(UndertowOptions.HTTP2_SETTINGS_ENABLE_PUSH, false)
                .set(UndertowOptions.HTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, MAX_STREAMS)
                .set(UndertowOptions.HTTP2_SETTINGS_MAX_FRAME_SIZE, BUFFER_SIZE)
                .set(UndertowOptions.MAX_RST_FRAMES_PER_WINDOW, MAX_RESETS)
                .set(UndertowOptions.RST_FRAMES_TIME_WINDOW, Math.toIntExact(RESETS_WITHIN.toMillis()))
                .getMap();
    }
}
