package dev.rowhouse.engine;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What the threads of one start of an instance are doing in its databases, on whichever engine, so that they can be stopped without
 * breaking anything: first what is executed is cancelled, and a thread is interrupted only when it is back from there.
 *
 * <p>A thread that is stopped executes and commits nothing more until it is {@linkplain #release released}; it may roll back. The
 * connections that it had are thrown away when it gives them back, so a cancellation that comes late meets nobody else.
 *
 * <p>Safe for use by many threads.
 */
public final class DatabaseWork {
    private final Set<Execution> executions = ConcurrentHashMap.newKeySet();
    private final Set<Thread> stopped = ConcurrentHashMap.newKeySet();
    /** Threads that do a part of another's work, and whose. */
    private final ConcurrentMap<Thread, Thread> parts = new ConcurrentHashMap<>();

    /** No work yet. */
    public DatabaseWork() {}

    /** A connection is in use now. */
    void begin(Execution execution) throws SQLException {
        refuseIfStopped();
        executions.add(execution);
        if (isStopped(Thread.currentThread())) {
            executions.remove(execution);
            refuseIfStopped();
        }
    }

    void end(Execution execution) {
        executions.remove(execution);
    }

    private void refuseIfStopped() throws SQLException {
        if (isStopped(Thread.currentThread())) {
            throw Execution.refusal();
        }
    }

    private boolean isStopped(Thread thread) {
        return !stopped.isEmpty() && stopped.contains(whose(thread));
    }

    private Thread whose(Thread thread) {
        return parts.isEmpty() ? thread : parts.getOrDefault(thread, thread);
    }

    /** A task that another thread will do as a part of this one's work. */
    public <T> Callable<T> part(Callable<T> task) {
        var whole = whose(Thread.currentThread());
        return () -> {
            var thread = Thread.currentThread();
            parts.put(thread, whole);
            try {
                return task.call();
            } finally {
                parts.remove(thread);
            }
        };
    }

    /**
     * Stops the work of a thread. It may be interrupted at once if it is in no database; otherwise it interrupts itself as soon as it is back.
     *
     * @return how to cancel what it executes, which asks the database and may take as long as that takes to answer; empty if it
     *         executes nothing
     */
    public Optional<Runnable> stop(Thread thread) {
        stopped.add(thread);
        var busy = executions.stream().filter(one -> whose(one.user()) == thread).filter(Execution::stop).toList();
        return busy.isEmpty() ? Optional.empty() : Optional.of(() -> busy.forEach(Execution::cancel));
    }

    /**
     * Stops the work of all threads that have a connection, and cancels what they execute, all at once.
     *
     * @param patience how long to wait for the databases to answer
     */
    public void stopAll(Duration patience) throws InterruptedException {
        var cancelling = executions.stream().filter(Execution::stop).map(DatabaseWork::cancel).toList();
        long until = System.nanoTime() + patience.toNanos();
        for (var thread : cancelling) {
            thread.join(Duration.ofNanos(until - System.nanoTime()));
        }
    }

    /** Asks the database, which may take as long as it takes to connect to one that hangs. */
    private static Thread cancel(Execution execution) {
        return Thread.ofVirtual()
                .name("rowhouse-cancel")
                .inheritInheritableThreadLocals(false)
                .start(execution::cancel);
    }

    /** A thread that was stopped is done with what it had to stop. */
    public void release(Thread thread) {
        stopped.remove(thread);
    }

    /** How many connections are in use. */
    public int connections() {
        return executions.size();
    }
}
