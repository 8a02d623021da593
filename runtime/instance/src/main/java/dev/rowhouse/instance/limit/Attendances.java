package dev.rowhouse.instance.limit;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.RequestLimits;
import dev.rowhouse.engine.DatabaseWork;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The requests inside one start of an instance, and how long each may take.
 *
 * <p>There is no timer for each: one alarm rings when the first of those that are inside may have taken too long, looks at all of them, and
 * is set for the next. While nobody is inside, none is set. Safe for use by many threads; its lock is held only to count those that
 * don't end.
 */
public final class Attendances implements AutoCloseable {
    private final InstanceName name;
    private final DatabaseWork databases;
    private final Alarms alarms;
    private final CutLog counts;
    private final Set<Attendance> inside = ConcurrentHashMap.newKeySet();
    private final ReentrantLock counting = new ReentrantLock();
    private long stuck;
    private final AtomicBoolean watched = new AtomicBoolean();
    private volatile RequestLimits limits;
    private volatile @Nullable Future<?> alarm;
    private volatile boolean closed;

    /**
     * Nobody is inside.
     *
     * @param databases what their threads do in databases
     * @param counts hears of those that are cut
     */
    public Attendances(InstanceName name, RequestLimits limits, DatabaseWork databases, Alarms alarms, CutLog counts) {
        this.name = name;
        this.limits = limits;
        this.databases = databases;
        this.alarms = alarms;
        this.counts = counts;
    }

    /** From now on a request may take as long as these say, also one that is inside. */
    public void limits(RequestLimits changed) {
        limits = changed;
        cancelAlarm();
        watched.set(false);
        watch(Duration.ZERO);
    }

    /** A request is inside; its response must complete, sooner or later. */
    public Attendance begin(HttpServerExchange exchange) {
        var attendance = new Attendance(this, exchange, alarms.nanos());
        inside.add(attendance);
        var timeout = limits.timeout();
        if (timeout.isPresent()) {
            watch(timeout.get());
        }
        return attendance;
    }

    private void watch(Duration delay) {
        if (!watched.get() && !closed && watched.compareAndSet(false, true)) {
            alarm = alarms.ring(this::look, delay);
        }
    }

    /** Cuts those that have taken too long, and looks again when the next one may have. */
    private void look() {
        var longest = limits.timeout();
        if (longest.isEmpty() || closed) {
            watched.set(false);
            return;
        }
        long now = alarms.nanos();
        long limit = longest.get().toNanos();
        long next = Long.MAX_VALUE;
        for (var one : inside) {
            if (one.cut() == null) {
                long left = one.since() + limit - now;
                if (left > 0) {
                    next = Math.min(next, left);
                } else {
                    cut(one, Cut.OVERTIME, now);
                }
            }
        }
        if (next < Long.MAX_VALUE) {
            alarm = alarms.ring(this::look, Duration.ofNanos(next));
            return;
        }
        watched.set(false);
        // Who came in after that look saw that it was watched.
        if (inside.stream().anyMatch(one -> one.cut() == null)) {
            watch(longest.get());
        }
    }

    private void cut(Attendance one, Cut why, long now) {
        if (one.cut(why)) {
            var cutting = new Cutting(one, why, this, databases);
            counts.cut(new CutLog.Entry(why, one.exchange().getRequestMethod().toString(),
                    one.exchange().getRequestPath(), one.exchange(), Duration.ofNanos(now - one.since()), stack(one)));
            cutting.begin();
        }
    }

    private static List<StackTraceElement> stack(Attendance one) {
        var thread = one.thread();
        return thread == null ? List.of() : List.of(thread.getStackTrace());
    }

    /** Cuts all that are inside, because the instance ends. */
    public void cutAll() {
        long now = alarms.nanos();
        inside.forEach(one -> cut(one, Cut.ENDING, now));
    }

    /** The name of the instance, for threads. */
    String name() {
        return name.value();
    }

    /** A thread is done with a request that was cut. */
    void released(Thread thread) {
        databases.release(thread);
    }

    /** A request doesn't end though it was cut and interrupted. */
    void stuck(Attendance one) {
        counting.lock();
        try {
            if (one.markStuck()) {
                counts.stuck(1, ++stuck);
            }
        } finally {
            counting.unlock();
        }
    }

    void end(Attendance one, boolean wasStuck) {
        inside.remove(one);
        if (wasStuck) {
            counting.lock();
            try {
                counts.stuck(-1, --stuck);
            } finally {
                counting.unlock();
            }
        }
    }

    /** How many requests are inside, or their handlers run still. */
    public int size() {
        return inside.size();
    }

    /** Watches no longer. */
    @Override
    public void close() {
        closed = true;
        cancelAlarm();
    }

    private void cancelAlarm() {
        var last = alarm;
        if (last != null) {
            last.cancel(false);
        }
    }
}
