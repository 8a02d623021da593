package dev.rowhouse.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A line to a server which can be halted: what a client sends is held until it goes on. The server never sees it hang. */
final class HaltableLine implements AutoCloseable {
    private final InetAddress host;
    private final int target;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition goesOn = lock.newCondition();
    private final CountDownLatch held = new CountDownLatch(1);
    private boolean halted;

    HaltableLine(InetAddress host, int target) throws IOException {
        this.host = host;
        this.target = target;
        server = new ServerSocket(0, 50, host);
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void halt() {
        change(true);
    }

    void resume() {
        change(false);
    }

    /** Waits until a client has sent something that is held. */
    void awaitHeldBytes() throws InterruptedException {
        held.await();
    }

    private void change(boolean to) {
        lock.lock();
        try {
            halted = to;
            goesOn.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                var upstream = new Socket(host, target);
                threads.execute(() -> pump(client, upstream, true));
                threads.execute(() -> pump(upstream, client, false));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private void pump(Socket from, Socket to, boolean haltable) {
        try (from; to) {
            var buffer = new byte[8192];
            for (int read = from.getInputStream().read(buffer); read >= 0; read = from.getInputStream().read(buffer)) {
                if (haltable) {
                    passWhenOpen();
                }
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException | InterruptedException closed) {
            threads.shutdown();
        }
    }

    private void passWhenOpen() throws InterruptedException {
        lock.lock();
        try {
            while (halted) {
                held.countDown();
                goesOn.await();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        resume();
        server.close();
    }
}
