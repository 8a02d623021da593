package dev.rowhouse.http;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** The threads that a server reads and writes on, and one that accepts connections. */
final class IoThreads implements AutoCloseable {
    private static final Duration SHUTDOWN = Duration.ofSeconds(5);

    private final ThreadGroup group;
    private final ExecutorService virtualThreads;
    private final XnioWorker worker;

    private IoThreads(ThreadGroup group, ExecutorService virtualThreads, XnioWorker worker) {
        this.group = group;
        this.virtualThreads = virtualThreads;
        this.worker = worker;
    }

    /**
     * Starts threads.
     *
     * @param name what they are called
     * @param count how many read and write
     */
    static IoThreads start(String name, int count) {
        var group = new ThreadGroup(name);
        var virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
        return new IoThreads(group, virtualThreads,
                Xnio.getInstance(IoThreads.class.getClassLoader())
                        .createWorkerBuilder()
                        .setWorkerName(name)
                        .setThreadGroup(group)
                        .setWorkerIoThreads(count)
                        // Undertow uses it for little else than pipelined requests.
                        .setExternalExecutorService(virtualThreads)
                        .build());
    }

    /** What connections are made with. */
    XnioWorker worker() {
        return worker;
    }

    /** Ends all threads. Connections should be closed before. May be called again. */
    @Override
    public void close() {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
            awaitThreads();
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
        virtualThreads.shutdownNow();
    }

    /** The worker says that it has terminated shortly before its threads have. */
    private void awaitThreads() throws InterruptedException {
        var alive = new Thread[group.activeCount()];
        int count = group.enumerate(alive);
        for (int i = 0; i < count; i++) {
            alive[i].join(SHUTDOWN);
        }
    }
}
