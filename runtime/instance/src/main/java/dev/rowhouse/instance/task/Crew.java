package dev.rowhouse.instance.task;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.instance.task.Places.Piece;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Runs pieces of work of one start of an instance, each on a thread of its own with the instance in the MDC, at most so many at
 * once; {@link Places} says which.
 *
 * <p>Safe for use by many threads. Its lock is held while numbers change, never while work runs.
 */
public final class Crew {
    private enum Door {
        /** Whoever comes is let in. */
        OPEN,
        /** Only what runs may submit more. */
        CLOSING,
        /** Nobody is let in. */
        CLOSED
    }

    private final InstanceName instance;
    private final FailureLog failures;
    private final int mostRunning;
    private final int mostWaiting;
    private final ThreadFactory factory;
    private final ConcurrentMap<Thread, Piece> running = new ConcurrentHashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private final Places places;
    private Door door = Door.OPEN;
    /** Made with the first work; most crews never have any. */
    private @Nullable ExecutorService threads;
    private long inside;
    private long reserved;

    /**
     * A crew without work.
     *
     * @param mostRunning how many pieces run at once, not counting those that others of them have submitted and may wait for
     * @param mostWaiting how many pieces more there may be
     * @param threads where they run, one on each
     */
    public Crew(InstanceName instance, FailureLog failures, int mostRunning, int mostWaiting, ThreadFactory threads) {
        this.instance = instance;
        this.failures = failures;
        this.mostRunning = mostRunning;
        this.mostWaiting = mostWaiting;
        factory = threads;
        places = new Places(mostRunning);
    }

    /**
     * Runs a piece of work as soon as there is a place. If a piece submits it, it may run in that one's place meanwhile.
     *
     * @throws RejectedExecutionException if too many wait, or the instance ends; says so
     */
    public void run(Runnable work) {
        submit(work, running.get(Thread.currentThread()));
    }

    /**
     * Runs a piece of work as soon as there is a place of its own, whoever submits it.
     *
     * @throws RejectedExecutionException if too many wait, or the instance ends; says so
     */
    public void runApart(Runnable work) {
        submit(work, null);
    }

    /**
     * Does the same, and says so if it never runs because the instance ends.
     *
     * @param forgotten runs instead, on any thread
     * @throws RejectedExecutionException if too many wait, or the instance ends already; says so, and then nothing runs
     */
    public void runApart(Runnable work, Runnable forgotten) {
        submit(new Told(work, forgotten), null);
    }

    /** Work of which somebody must hear if it never runs. */
    private record Told(Runnable work, Runnable forgotten) implements Runnable {
        @Override
        public void run() {
            work.run();
        }
    }

    /**
     * Runs what has a reservation. Dropped without a word if the instance ends.
     *
     * @param keeps whether the reservation stays, for another time
     */
    void runReserved(Runnable work, boolean keeps) {
        var piece = new Piece(work, null);
        boolean now;
        lock.lock();
        try {
            if (!keeps) {
                reserved--;
            }
            if (door != Door.OPEN) {
                return;
            }
            inside++;
            now = places.enter(piece);
        } finally {
            lock.unlock();
        }
        if (now) {
            start(piece);
        }
    }

    private void submit(Runnable work, @Nullable Piece parent) {
        var piece = new Piece(work, parent);
        boolean now;
        lock.lock();
        try {
            check(parent != null);
            inside++;
            now = places.enter(piece);
        } finally {
            lock.unlock();
        }
        if (now) {
            start(piece);
        }
    }

    /**
     * Reserves what a piece of work needs that comes later.
     *
     * @throws RejectedExecutionException if too many wait, or the instance ends; says so
     */
    void reserve() {
        lock.lock();
        try {
            check(false);
            reserved++;
        } finally {
            lock.unlock();
        }
    }

    /** Gives a reservation back. */
    void release() {
        lock.lock();
        try {
            reserved--;
        } finally {
            lock.unlock();
        }
    }

    private void check(boolean fromInside) {
        if (door == Door.CLOSED || (door == Door.CLOSING && !fromInside)) {
            throw new RejectedExecutionException(
                    "instance '%s' is closing and takes no further tasks; leave the work to its next start"
                            .formatted(instance));
        }
        if (inside + reserved >= (long) mostRunning + mostWaiting) {
            throw new RejectedExecutionException(
                    "instance '%s': %d tasks run or wait already; try again later, submit fewer at a time, or raise limits.tasks.waiting (%d) or limits.tasks.running (%d)"
                            .formatted(instance, inside + reserved, mostWaiting, mostRunning));
        }
    }

    private void start(Piece piece) {
        try {
            threads().execute(() -> work(piece));
        } catch (RejectedExecutionException e) {
            // Interrupted at this very moment; nobody else hears of it.
            cancel(piece.work());
            leave(piece);
        }
    }

    private ExecutorService threads() {
        lock.lock();
        try {
            var now = threads;
            if (now == null) {
                now = Executors.newThreadPerTaskExecutor(factory);
                threads = now;
            }
            return now;
        } finally {
            lock.unlock();
        }
    }

    private void work(Piece piece) {
        var thread = Thread.currentThread();
        MDC.put("instance", instance.value());
        running.put(thread, piece);
        try {
            piece.work().run();
        } catch (Throwable failure) {
            failures.add("a task failed", failure);
        } finally {
            running.remove(thread);
            leave(piece);
        }
    }

    private void leave(Piece piece) {
        List<Piece> next;
        lock.lock();
        try {
            inside--;
            next = places.leave(piece);
            signalIfEmpty();
        } finally {
            lock.unlock();
        }
        next.forEach(this::start);
    }

    private void signalIfEmpty() {
        if (inside == 0) {
            empty.signalAll();
        }
    }

    /** How many pieces run or wait, not counting those whose time hasn't come. */
    public long inside() {
        lock.lock();
        try {
            return inside;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more work but what running work submits. */
    public void close() {
        lock.lock();
        try {
            if (door == Door.OPEN) {
                door = Door.CLOSING;
                signalIfEmpty();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitEmpty(Duration atMost) throws InterruptedException {
        return await(atMost.toNanos(), false);
    }

    /** Waits until it is closed and nothing runs or waits; false if that took longer. */
    boolean awaitEnd(long nanos) throws InterruptedException {
        return await(nanos, true);
    }

    private boolean await(long atMost, boolean isEnd) throws InterruptedException {
        long nanos = atMost;
        lock.lock();
        try {
            while (inside > 0 || (isEnd && door == Door.OPEN)) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = empty.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more work at all, forgets what waits, and interrupts what runs. */
    public void interrupt() {
        List<Piece> forgotten;
        lock.lock();
        try {
            door = Door.CLOSED;
            forgotten = places.clear();
            inside -= forgotten.size();
            signalIfEmpty();
        } finally {
            lock.unlock();
        }
        forgotten.forEach(piece -> cancel(piece.work()));
        threads().shutdownNow();
    }

    /** Whoever waits for what never runs must be told. */
    private static void cancel(Runnable work) {
        switch (work) {
            case Future<?> future -> future.cancel(false);
            case Told told -> told.forgotten().run();
            default -> {
                // Nobody waits for it.
            }
        }
    }

    /** Whether no more work is taken but what running work submits. */
    boolean isClosed() {
        lock.lock();
        try {
            return door != Door.OPEN;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes no more work but what running work submits, waits for it, interrupts what takes longer.
     *
     * @param grace how long what was interrupted may take to notice
     * @return whether all threads have ended
     * @throws InterruptedException if the thread is told to stop meanwhile; what runs is interrupted then
     */
    public boolean finish(Duration atMost, Duration grace) throws InterruptedException {
        close();
        try {
            if (!awaitEmpty(atMost)) {
                interrupt();
            }
        } catch (InterruptedException e) {
            interrupt();
            throw e;
        }
        var all = threads();
        all.shutdown();
        return all.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS);
    }
}
