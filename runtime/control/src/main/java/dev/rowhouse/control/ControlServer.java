package dev.rowhouse.control;

import dev.rowhouse.config.ControlConfig;
import dev.rowhouse.config.HttpConfig;
import dev.rowhouse.config.Secrets;
import dev.rowhouse.http.PrivateServer;
import dev.rowhouse.instance.Reasons;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets who operates a composite talk to it: on a socket in the composite's folder, which nobody but its owner can look into, so
 * that the operating system decides who may; and on TCP, for who has the token, where the file says so.
 *
 * <p>The socket belongs to one process. Another one that serves the same file says so in the log, serves without, and takes the
 * socket once the first has ended. Where there can be no socket, the log says why; the composite serves nevertheless.
 *
 * <p>Safe for use by many threads.
 */
public final class ControlServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ControlServer.class);

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final HttpConfig LIMITS = new HttpConfig(64 * 1024, 16 * 1024, 50, SOON, SOON, SOON, List.of());
    private static final int MOST = 64;
    /** How long somebody who waits for the lock sleeps before looking again. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final PrivateServer server;
    private final HttpHandler target;
    private final Path folder;
    private final Path temporary;
    private final Duration pause;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<@Nullable Held> held = new AtomicReference<>();
    private final AtomicReference<@Nullable Thread> waiting = new AtomicReference<>();
    private Optional<InetSocketAddress> address = Optional.empty();

    /** What it has taken: the folder, without links, its lock, and the socket. */
    private record Held(Path folder, FolderLock lock, Path socket) {}

    private ControlServer(PrivateServer server, HttpHandler target, Path folder, Path temporary, Duration pause) {
        this.server = server;
        this.target = target;
        this.folder = folder;
        this.temporary = temporary;
        this.pause = pause;
    }

    /**
     * Listens.
     *
     * @param folder the composite's own; made if it isn't there
     * @param config where else
     * @param api who answers
     * @throws dev.rowhouse.http.ListenException if an address can't be listened on
     */
    public static ControlServer open(Path folder, ControlConfig config, ControlApi api) {
        return open(folder, config, api, LIMITS, Path.of(System.getProperty("java.io.tmpdir")), PAUSE);
    }

    /** As {@link #open(Path, ControlConfig, ControlApi)}, where a test gives limits, the folder for temporary files, and the pause. */
    static ControlServer open(
            Path folder,
            ControlConfig config,
            ControlApi api,
            HttpConfig limits,
            Path temporary,
            Duration pause) {
        var server = new ControlServer(new PrivateServer(limits, MOST), api.handler(), folder, temporary, pause);
        try {
            config.tcp().ifPresent(server::listen);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        server.takeOrWait();
        return server;
    }

    /** Where its socket is; empty if it has none, perhaps not yet. */
    public Optional<Path> socket() {
        return Optional.ofNullable(held.get()).map(Held::socket);
    }

    /** Where it listens on TCP, with the real port. */
    public Optional<InetSocketAddress> address() {
        return address;
    }

    private void listen(ControlConfig.Tcp tcp) {
        var listening = server.listen(tcp.address(), new TokenDoor(tcp.token(), target));
        address = Optional.of(listening);
        log.info("control: listening on {}:{}, for who has the token", tcp.address().host(), listening.getPort());
    }

    private void takeOrWait() {
        if (tryTake() == Outcome.BUSY) {
            log.warn("control: another process has the socket in {}; this one can't be told what to do until that ends",
                    folder);
            var thread = Thread.ofVirtual().name("rowhouse-control-wait").unstarted(this::await);
            waiting.set(thread);
            thread.start();
        }
    }

    private void await() {
        try {
            while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                if (tryTake() != Outcome.BUSY) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private enum Outcome {
        TAKEN, BUSY, IMPOSSIBLE
    }

    private Outcome tryTake() {
        try {
            var real = PrivateFolder.prepare(folder);
            var lock = FolderLock.take(real);
            if (lock.isEmpty()) {
                return Outcome.BUSY;
            }
            try {
                var socket = SocketPlace.claim(real, temporary);
                held.set(new Held(real, lock.get(), socket));
                server.listen(socket, target);
                PrivateFolder.close(socket);
                log.info("control: listening on {}", socket);
                return Outcome.TAKEN;
            } catch (Throwable e) {
                release();
                lock.get().close();
                throw e;
            }
        } catch (IOException e) {
            log.warn("control: no socket in {}, so commands don't reach this composite: {}", folder,
                    Reasons.describe(e, Secrets.NONE));
            return Outcome.IMPOSSIBLE;
        }
    }

    private void release() {
        var taken = held.getAndSet(null);
        if (taken == null) {
            return;
        }
        try (var _ = taken.lock()) {
            if (Files.isDirectory(taken.folder())) {
                SocketPlace.clear(taken.folder());
            }
        } catch (IOException e) {
            log.warn("control: {} could not be removed: {}", taken.socket(), Reasons.describe(e, Secrets.NONE));
        }
    }

    /** Listens no more, ends what is being answered, and removes the socket. May be called again. */
    @Override
    public void close() {
        closing.countDown();
        var thread = waiting.getAndSet(null);
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        server.close();
        release();
    }
}
