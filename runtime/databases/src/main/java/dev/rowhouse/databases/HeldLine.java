package dev.rowhouse.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A line to a server on this machine that can be held: it takes connections then, and whatever is said, but passes nothing on, like
 * a server whose process is stopped. Released, it goes on where it was.
 *
 * <p>Safe for use by many threads.
 */
public final class HeldLine implements AutoCloseable {
    private final ServerSocket entrance;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofPlatform().name("held-line-", 0).daemon().factory());
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private boolean held;
    private int waiting;

    private HeldLine(ServerSocket entrance, int port) {
        this.entrance = entrance;
        this.port = port;
    }

    /**
     * Opens a line that passes everything on.
     *
     * @param port where the server listens, at 127.0.0.1
     */
    public static HeldLine open(int port) throws IOException {
        var line = new HeldLine(new ServerSocket(0, 500, InetAddress.ofLiteral("127.0.0.1")), port);
        line.threads.execute(line::accept);
        return line;
    }

    /** Where it listens, at 127.0.0.1. */
    public int port() {
        return entrance.getLocalPort();
    }

    /** Passes nothing on from now on. */
    public void hold() {
        set(true);
    }

    /** Passes everything on again, and what was said meanwhile. */
    public void release() {
        set(false);
    }

    private void set(boolean hold) {
        lock.lock();
        try {
            held = hold;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until somebody has said something that is held back.
     *
     * @param voices how many connections, of both sides
     */
    public void awaitHeld(int voices) throws InterruptedException {
        lock.lock();
        try {
            while (waiting < voices) {
                moved.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                var near = entrance.accept();
                sockets.add(near);
                var far = new Socket();
                sockets.add(far);
                far.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
                threads.execute(() -> pass(near, far));
                threads.execute(() -> pass(far, near));
            }
        } catch (IOException e) {
            // It is closed.
            closeSockets();
        }
    }

    private void pass(Socket from, Socket to) {
        try (from; to) {
            var buffer = new byte[8192];
            for (int count = from.getInputStream().read(buffer); count >= 0; count = from.getInputStream()
                    .read(buffer)) {
                awaitRelease();
                to.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException e) {
            // One of both sides hung up.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void awaitRelease() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!held) {
                return;
            }
            waiting++;
            moved.signalAll();
            while (held) {
                moved.await();
            }
            waiting--;
        } finally {
            lock.unlock();
        }
    }

    private void closeSockets() {
        for (var socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Hangs up on everybody. */
    @Override
    public void close() throws IOException {
        entrance.close();
        closeSockets();
        threads.shutdownNow();
    }
}
