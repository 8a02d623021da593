package dev.rowhouse.instance.live;

import dev.rowhouse.config.ConnectionLimits;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.TaskLimits;
import dev.rowhouse.instance.task.AppThreads;
import dev.rowhouse.instance.task.Crew;
import dev.rowhouse.instance.task.FailureLog;
import dev.rowhouse.spi.Cors;
import dev.rowhouse.spi.EventFeed;
import dev.rowhouse.spi.EventStreams;
import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.WebSocketEndpoint;
import dev.rowhouse.spi.WebSockets;
import dev.rowhouse.spi.Work;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The connections of one start of an instance that outlive their request.
 *
 * <p>Safe for use by many threads.
 */
public final class Live implements WebSockets {
    private final Supplier<ConnectionLimits> limits;
    private final Work work;
    private final FailureLog failures;
    private final Crew crew;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private final Set<LiveConnection> open = new HashSet<>();
    private boolean ending;

    /**
     * Without connections.
     *
     * @param limits asked for each time they are needed; what is connected keeps its buffer
     * @param work opens the scope of each message
     * @param loader the app's
     */
    public Live(
            InstanceName instance,
            Supplier<ConnectionLimits> limits,
            TaskLimits tasks,
            Work work,
            ClassLoader loader,
            FailureLog failures) {
        this.limits = limits;
        this.work = work;
        this.failures = failures;
        // Each connection has at most one turn there at a time, and some may have ended a moment ago.
        crew = new Crew(instance, failures, tasks.running(), Integer.MAX_VALUE,
                new AppThreads(instance, "-message-", loader));
    }

    @Override
    public WebSocketEndpoint endpoint(Reception reception) {
        return new Endpoint(this, reception, Set.of());
    }

    @Override
    public WebSocketEndpoint endpoint(Reception reception, Collection<String> origins) {
        return new Endpoint(this, reception, Cors.checked(origins));
    }

    /** Makes feeds of events. */
    public EventStreams eventStreams() {
        return new EventStreams() {
            @Override
            public EventFeed feed() {
                return feed(_ -> _ -> {});
            }

            @Override
            public EventFeed feed(EventStreams.Reception reception) {
                return new Feed(Live.this, reception);
            }
        };
    }

    ConnectionLimits limits() {
        return limits.get();
    }

    /** The turns of a connection. */
    Turns turns(Consumer<Throwable> failed) {
        return new Turns(crew, work, failed);
    }

    /** Tells an operator what an app let through. */
    void report(String what, Throwable failure) {
        failures.add(what, failure);
    }

    /** Whether there is no room for a further connection. */
    boolean isFull() {
        lock.lock();
        try {
            return ending || open.size() >= limits().open();
        } finally {
            lock.unlock();
        }
    }

    /** Answers a request for a connection that there is no room for. */
    void refuse(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
        Problem.of(StatusCodes.SERVICE_UNAVAILABLE, "This instance takes no further connections at the moment.")
                .send(exchange);
    }

    /** Takes in a connection; false if there is no room any more, or the instance ends. */
    boolean join(LiveConnection connection) {
        lock.lock();
        try {
            return !ending && open.size() < limits().open() && open.add(connection);
        } finally {
            lock.unlock();
        }
    }

    /** Lets go a connection that has ended, and with which the app is done. */
    void leave(LiveConnection connection) {
        lock.lock();
        try {
            open.remove(connection);
            if (open.isEmpty()) {
                empty.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many connections there are. */
    public int open() {
        lock.lock();
        try {
            return open.size();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no further connection, and tells all that are open that the instance ends. */
    public void sayGoodbye() {
        List<LiveConnection> told;
        lock.lock();
        try {
            ending = true;
            told = List.copyOf(open);
        } finally {
            lock.unlock();
        }
        told.forEach(LiveConnection::sayGoodbye);
    }

    /**
     * Says goodbye, waits until all connections are gone and the app is done with them; cuts off and interrupts what takes longer.
     *
     * @param atMost how long they may take
     * @param grace how long a handler that was interrupted may take to notice
     * @return whether nothing is left
     */
    public boolean finish(Duration atMost, Duration grace) throws InterruptedException {
        sayGoodbye();
        try {
            if (!awaitEmpty(atMost)) {
                abandon();
            }
        } catch (InterruptedException e) {
            abandon();
            throw e;
        }
        crew.close();
        return crew.finish(Duration.ZERO, grace) && open() == 0;
    }

    /** Cuts off all connections, and interrupts the handlers that run. */
    public void abandon() {
        sayGoodbye();
        cutOff();
        crew.interrupt();
    }

    private void cutOff() {
        List<LiveConnection> left;
        lock.lock();
        try {
            left = List.copyOf(open);
        } finally {
            lock.unlock();
        }
        left.forEach(LiveConnection::cutOff);
    }

    private boolean awaitEmpty(Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lock();
        try {
            while (!open.isEmpty()) {
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
}
