package dev.rowhouse.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/**
 * The log of the process: what is said is queued, and written to a standard stream by a thread of its own. So nobody who logs waits
 * for whoever reads the stream, who may have stopped reading, and no lock is held meanwhile that all instances share. What
 * finds the queue full is lost; how much that was, the log says as soon as it goes on.
 *
 * <p>Made by Logback. Safe for use by many threads.
 */
public final class LogQueue extends ConsoleAppender<ILoggingEvent> {
    /** Enough for a burst; each line may have a stack trace. */
    private static final int PLACES = 2048;

    /** How long the end of the process waits for the reader. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(PLACES);
    private final AtomicLong lost = new AtomicLong();
    private final Thread writer = Thread.ofPlatform().name("rowhouse-log").daemon().unstarted(this::write);

    /** A log that begins with {@link #start}. */
    public LogQueue() {}

    private sealed interface Entry {
        /** Something that was said. */
        record Said(ILoggingEvent event) implements Entry {}

        /** Counted down when all that was said before is written. */
        record Mark(CountDownLatch reached) implements Entry {}
    }

    /** Waits until what was said so far is written, as long as the stream is read; a second at most. */
    static void awaitWritten() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().forEachRemaining(appender -> {
                if (appender instanceof LogQueue log) {
                    log.awaitMark();
                }
            });
        }
    }

    private void awaitMark() {
        var mark = new Entry.Mark(new CountDownLatch(1));
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            if (queue.offer(mark, PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                var _ = mark.reached().await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        super.start();
        writer.start();
    }

    @Override
    public void stop() {
        awaitMark();
        writer.interrupt();
        super.stop();
    }

    @Override
    protected void append(ILoggingEvent event) {
        event.prepareForDeferredProcessing();
        if (!queue.offer(new Entry.Said(event))) {
            lost.incrementAndGet();
        }
    }

    private void write() {
        try {
            while (true) {
                switch (queue.take()) {
                    case Entry.Said(var event) -> {
                        super.append(event);
                        tellLost();
                    }
                    case Entry.Mark(var reached) -> reached.countDown();
                }
            }
        } catch (InterruptedException e) {
            // It is stopped, and nothing is left to be said.
        }
    }

    private void tellLost() {
        long count = lost.getAndSet(0);
        if (count > 0 && LoggerFactory.getLogger(LogQueue.class) instanceof Logger own) {
            super.append(new LoggingEvent(LogQueue.class.getName(), own, Level.WARN,
                    "{} messages of the log are lost: whoever reads it was too slow", null, new Object[]{count}));
        }
    }
}
