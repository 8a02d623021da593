package dev.rowhouse.server;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a signal (SIGTERM, Ctrl-C) does to a command that works on its own thread: the thread is interrupted, and the process
 * waits until it has cleaned up. The exit status is the JVM's then: 128 and the number of the signal.
 */
final class Interruption implements AutoCloseable {
    private final Thread worker;
    private final Duration patience;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "rowhouse-interrupt");
    private volatile boolean asked;
    private boolean over;

    private Interruption(Thread worker, Duration patience) {
        this.worker = worker;
        this.patience = patience;
    }

    /**
     * From now on, a signal interrupts this thread.
     *
     * @param patience how long the process waits for {@link #close} after that
     */
    static Interruption ofThisThread(Duration patience) {
        var interruption = new Interruption(Thread.currentThread(), patience);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Whether the process was told to end. */
    boolean isAsked() {
        return asked;
    }

    private void interrupt() {
        if (isInExit()) {
            // It waits for this hook, and never comes back to clean up.
            return;
        }
        asked = true;
        interruptWork();
        try {
            if (!done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.printf("rowhouse: the work did not end within %d s of its interruption; it is cut off%n",
                        patience.toSeconds());
            }
            LogQueue.awaitWritten();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void interruptWork() {
        if (!over) {
            worker.interrupt();
        }
    }

    /**
     * The work has ended, and its thread only closes things now: files that are closed on an interrupted thread would be cut
     * off. To be called by that thread.
     */
    synchronized void endOfWork() {
        over = true;
        var _ = Thread.interrupted();
    }

    /** Whether the work called {@code System.exit} itself. */
    private boolean isInExit() {
        return Arrays.stream(worker.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"));
    }

    /** The work is cleaned up; a signal does no more than end the process. */
    @Override
    public void close() {
        done.countDown();
        if (!asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process ends at this very moment, and does not have to wait.
                asked = true;
            }
        }
    }
}
