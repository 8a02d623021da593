package dev.rowhouse.xa;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.engine.XaLine;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engines of a household, and those among them where something may be left prepared: it is ended as soon as their databases
 * answer. A virtual thread tries that again and again, and there is none while nothing is left.
 *
 * <p>Safe for use by many threads. Transactions wait for nothing here; one pass over databases waits for another.
 */
final class Unsettled implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Unsettled.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** A server may still have been preparing when its client was killed and recovery looked. */
    private static final Duration SECOND_LOOK = Duration.ofMinutes(1);

    private final InstanceName instance;
    private final Coordinator coordinator;
    private final Seam seam;
    private final ConcurrentMap<String, Engine> known = new ConcurrentHashMap<>();
    private final ReentrantLock pass = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<String> due = new TreeSet<>();
    private @Nullable Thread worker;
    private boolean hurry;
    private boolean closed;

    Unsettled(InstanceName instance, Coordinator coordinator, Seam seam) {
        this.instance = instance;
        this.coordinator = coordinator;
        this.seam = seam;
    }

    /**
     * Ends what was left prepared in engines, and knows them from then on.
     *
     * @throws RecoveryException if that can't be done for one of them; they are not known then
     */
    void know(Collection<Engine> engines) {
        Map<String, Engine> fresh = new TreeMap<>();
        engines.forEach(engine -> fresh.put(engine.label(), engine));
        var failures = run(fresh);
        for (var failure : failures.entrySet()) {
            throw new RecoveryException(
                    "instance '%s', engine '%s': transactions that were left unfinished can't be finished: %s"
                            .formatted(instance, failure.getKey(), failure.getValue().getMessage()),
                    failure.getValue());
        }
        known.putAll(fresh);
        lock.lock();
        try {
            due.addAll(fresh.keySet());
            start(SECOND_LOOK);
        } finally {
            lock.unlock();
        }
    }

    void forget(Engine engine) {
        known.remove(engine.label(), engine);
    }

    void requireKnown(Engine engine) {
        if (known.get(engine.label()) != engine) {
            throw new IllegalStateException(
                    "instance '%s': engine '%s' was not added to its transactions, so nobody would end them after a crash"
                            .formatted(instance, engine.label()));
        }
    }

    /** Engines in which something is left prepared. */
    void add(Collection<String> labels) {
        LOG.warn("instance '{}': a transaction is not at its end in {}; it is ended as soon as that database answers",
                instance, labels);
        lock.lock();
        try {
            due.addAll(labels);
            hurry = true;
            changed.signalAll();
            start(FIRST_WAIT);
        } finally {
            lock.unlock();
        }
    }

    private void start(Duration firstWait) {
        if (worker == null && !closed) {
            worker = Thread.ofVirtual().name("rowhouse-recovery-" + instance).start(() -> repeat(firstWait));
        }
    }

    private void repeat(Duration firstWait) {
        var wait = firstWait;
        try {
            while (await(wait)) {
                wait = FIRST_WAIT;
            }
            for (var some = take(); !some.isEmpty(); some = take()) {
                var failures = run(some);
                LOG.debug("instance '{}': not settled: {}", instance, failures);
                if (isDone(failures.keySet())) {
                    return;
                }
                wait = await(wait) ? FIRST_WAIT : longer(wait);
            }
            isDone(Set.of());
        } catch (InterruptedException closing) {
            // Nobody waits for this thread's work any more.
        }
    }

    private static Duration longer(Duration wait) {
        return wait.compareTo(LONGEST_WAIT.dividedBy(2)) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
    }

    /** Waits; whether it was woken because something came in between. */
    private boolean await(Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (left > 0 && !hurry) {
                left = changed.awaitNanos(left);
            }
            boolean woken = hurry;
            hurry = false;
            return woken && left > 0;
        } finally {
            lock.unlock();
        }
    }

    private Map<String, Engine> take() {
        lock.lock();
        try {
            Map<String, Engine> some = new TreeMap<>(known);
            some.keySet().retainAll(due);
            due.removeAll(some.keySet());
            return some;
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing is left that can be tried; then this thread ends. */
    private boolean isDone(Set<String> failed) {
        lock.lock();
        try {
            due.addAll(failed);
            if (due.stream().anyMatch(known::containsKey)) {
                return false;
            }
            worker = null;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Looks at databases once, and ends what is left in them; what failed, by label. */
    private Map<String, Exception> run(Map<String, Engine> engines) {
        pass.lock();
        Map<String, XaLine> lines = new HashMap<>();
        try {
            Map<String, Exception> failures = new TreeMap<>();
            Map<String, Settling> databases = new TreeMap<>();
            engines.forEach((label, engine) -> {
                try {
                    var line = engine.openXaLine();
                    lines.put(label, line);
                    databases.put(label, new Settling(instance, label, seam.around(label, line.resource())));
                } catch (SQLException | RuntimeException e) {
                    failures.put(label, e);
                }
            });
            var waiting = coordinator.recover(Map.copyOf(databases));
            databases.forEach((label, database) -> {
                database.tell();
                database.failure().ifPresent(e -> failures.put(label, e));
            });
            for (var label : waiting) {
                if (engines.containsKey(label)) {
                    failures.putIfAbsent(label, new SQLException("a decided transaction can't be committed yet"));
                } else if (!known.containsKey(label)) {
                    LOG.info("instance '{}': a decided transaction waits for engine '{}', which is not open", instance,
                            label);
                }
            }
            return failures;
        } finally {
            lines.values().forEach(Unsettled::close);
            pass.unlock();
        }
    }

    private static void close(XaLine line) {
        try {
            line.close();
        } catch (SQLException | RuntimeException gone) {
            LOG.debug("a connection for recovery was not closed well", gone);
        }
    }

    /** Ends the thread, if there is one. What is left is found at the next start. */
    @Override
    public void close() {
        Thread running;
        lock.lock();
        try {
            closed = true;
            running = worker;
            worker = null;
        } finally {
            lock.unlock();
        }
        if (running != null) {
            running.interrupt();
            boolean interrupted = false;
            while (running.isAlive()) {
                try {
                    running.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
