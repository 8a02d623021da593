package dev.rowhouse.engine;

import dev.rowhouse.engine.Occupancy.Answer;
import dev.rowhouse.engine.Occupancy.Place;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Things with names that are opened when somebody first uses them, and closed when nobody has for some time, or when there
 * is no room for another. {@link Occupancy} decides; here it is done, and waited for.
 *
 * <p>Safe for use by many threads. No lock is held while something is opened or closed. A thing is opened on the thread
 * that wants it, and closed on one of its own, which nobody interrupts.
 *
 * @param <T> the things
 */
final class OnDemand<T extends AutoCloseable> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OnDemand.class);

    private final Naming naming;
    private final Limits limits;
    private final Opener<T> opener;
    private final ThreadFactory threads;
    private final ScheduledExecutorService timer;
    private final LongSupplier clock;
    private final Occupancy<T> occupancy;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** When the timer looks again; none if nothing is idle. */
    private @Nullable Future<?> look;

    /**
     * Nothing is open at first.
     *
     * @param threads makes those that close
     * @param timer tells when something has been idle for long; its tasks don't wait
     * @param clock nanoseconds, of no use but to be compared
     */
    OnDemand(
            Naming naming,
            Limits limits,
            Opener<T> opener,
            ThreadFactory threads,
            ScheduledExecutorService timer,
            LongSupplier clock) {
        this.naming = naming;
        this.limits = limits;
        this.opener = opener;
        this.threads = threads;
        this.timer = timer;
        this.clock = clock;
        occupancy = new Occupancy<>(limits.most(), changed::signalAll);
    }

    /** What messages call a thing, by its name. */
    @FunctionalInterface
    interface Naming {
        String of(String name);
    }

    /**
     * How many, and how long.
     *
     * @param most how many may be open at once
     * @param idle after how long one that nobody uses is closed; zero for never
     * @param patience how long somebody waits for others: for an opening, for room, for uses to end
     */
    record Limits(int most, Duration idle, Duration patience) {}

    /**
     * Opens things.
     *
     * @param <T> the things
     */
    @FunctionalInterface
    interface Opener<T> {
        T open(String name) throws InterruptedException;
    }

    /** One use of a thing: it stays open until this is closed, by any thread. */
    final class Use implements AutoCloseable {
        private final Place<T> place;
        private final T thing;
        private final AtomicBoolean over = new AtomicBoolean();

        private Use(Place<T> place, T thing) {
            this.place = place;
            this.thing = thing;
        }

        /**
         * What is used.
         *
         * @throws IllegalStateException if the use is over
         */
        T thing() {
            if (over.get()) {
                throw new IllegalStateException(
                        naming.of(place.name()) + ": its lease is closed; take another one with lease()");
            }
            return thing;
        }

        @Override
        public void close() {
            if (!over.compareAndSet(false, true)) {
                return;
            }
            lock.lock();
            try {
                occupancy.release(place, clock.getAsLong()).ifPresent(OnDemand.this::close);
                watch();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Begins the use of a thing, which is opened if it is not open.
     *
     * @throws EngineException if it can't be opened, there was no room for it in time, this is closed, or the thread is told
     *         to stop meanwhile, and stays interrupted then
     */
    Use use(String name) {
        var asker = new Object();
        lock.lock();
        try {
            long patience = limits.patience().toNanos();
            while (true) {
                switch (occupancy.ask(name, asker)) {
                    case Answer.Use<T>(var place, var thing) -> {
                        return new Use(place, thing);
                    }
                    case Answer.Open<T>(var place) -> {
                        lock.unlock();
                        try {
                            return open(place);
                        } finally {
                            lock.lock();
                        }
                    }
                    case Answer.Close<T>(var place) -> close(place);
                    case Answer.Await<T>(var place) -> {
                        patience = await(patience, name, "somebody else's opening of it has not ended");
                        place.failure().ifPresent(failure -> rethrow(name, failure));
                    }
                    case Answer.Wait<T>() -> patience = await(patience, name, noRoom());
                    case Answer.Ended<T>() -> throw ended(name);
                }
            }
        } finally {
            occupancy.leave(asker);
            lock.unlock();
        }
    }

    /** What is left of the patience after something may have changed; whoever calls this asks again. */
    @SuppressWarnings("WaitNotInLoop")
    private long await(long patience, String name, String reason) {
        if (patience <= 0) {
            throw new EngineException(
                    "%s: not open after %d ms: %s".formatted(naming.of(name), limits.patience().toMillis(), reason));
        }
        try {
            return changed.awaitNanos(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(naming.of(name) + ": interrupted while it waits to be opened", e);
        }
    }

    private String noRoom() {
        return "as many as may be open at once, %d, are in use; use fewer at a time, or raise max-open"
                .formatted(limits.most());
    }

    private EngineException ended(String name) {
        return new EngineException(naming.of(name) + ": closed for good, with its instance");
    }

    /** One failure for each who waits: others add to it what failed for them. */
    private void rethrow(String name, Throwable failure) {
        switch (failure) {
            case VirtualMachineError fatal -> throw fatal;
            case EngineException known -> throw new EngineException(String.valueOf(known.getMessage()), known);
            default ->
                throw new EngineException("%s: can't be opened: %s".formatted(naming.of(name), failure), failure);
        }
    }

    private Use open(Place<T> place) {
        T thing;
        try {
            thing = opener.open(place.name());
        } catch (InterruptedException e) {
            // Nothing that those who wait have to know: one of them tries.
            change(() -> occupancy.failed(place, null));
            Thread.currentThread().interrupt();
            throw new EngineException(naming.of(place.name()) + ": interrupted while it was opened", e);
        } catch (Throwable e) {
            // Who is told to stop has failed for that reason, whatever it is that a driver says.
            boolean stopped = Thread.currentThread().isInterrupted();
            change(() -> occupancy.failed(place, stopped ? null : e));
            throw e;
        }
        lock.lock();
        try {
            if (occupancy.opened(place, thing)) {
                return new Use(place, thing);
            }
            close(place);
            throw ended(place.name());
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /** Has a thing closed by a thread of its own: the caller's may be interrupted, and a file be closed badly by it. */
    private void close(Place<T> place) {
        threads.newThread(() -> {
            try {
                place.thing().close();
            } catch (Exception e) {
                log.warn("{}: closing failed", naming.of(place.name()), e);
            } finally {
                change(() -> occupancy.closed(place));
            }
        }).start();
    }

    /** Has the timer look again when the next one has been idle for long enough. Called with the lock. */
    private void watch() {
        if (look != null || !limits.idle().isPositive() || occupancy.isEnded()) {
            return;
        }
        occupancy.unusedSince().ifPresent(since -> {
            long left = Math.max(0, limits.idle().toNanos() - (clock.getAsLong() - since));
            look = timer.schedule(this::closeIdle, left, TimeUnit.NANOSECONDS);
        });
    }

    /** Closes what nobody has used for long. */
    private void closeIdle() {
        lock.lock();
        try {
            look = null;
            occupancy.idle(clock.getAsLong(), limits.idle()).forEach(this::close);
            watch();
        } finally {
            lock.unlock();
        }
    }

    /** How many are opening, open or closing. */
    int size() {
        lock.lock();
        try {
            return occupancy.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes all; nothing is opened from then on. Those in use are closed when their last use ends, at the latest when
     * patience does.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            occupancy.end().forEach(this::close);
            // The timer outlives this, and what it looks for would outlive this with it.
            if (look != null) {
                look.cancel(false);
                look = null;
            }
            if (awaitAll(occupancy::isEmpty)) {
                occupancy.endUses().forEach(this::close);
            }
            while (occupancy.isClosing()) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is so; true if patience was too short for that, or the thread is told to stop, and stays so. */
    private boolean awaitAll(BooleanSupplier condition) {
        long patience = limits.patience().toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (patience <= 0) {
                    return true;
                }
                patience = changed.awaitNanos(patience);
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
