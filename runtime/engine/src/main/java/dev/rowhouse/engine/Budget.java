package dev.rowhouse.engine;

import dev.rowhouse.config.ServerConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections that a server allows, lent to the pools of all instances that have databases there.
 *
 * <p>Who holds fewest is served first, then who has waited longest. Where somebody waits, connections come back: idle ones, and
 * at the end of a piece of work those of pools that hold more. A pool may keep a connection for a {@linkplain #slice time} unless
 * it holds at least two more than the one who waits: opening one takes about as long as several pieces of work, so without that
 * time, more pools than connections would do little else.
 *
 * <p>Safe for use by many threads. Its lock is held for some comparisons at a time, never while a database is asked.
 */
final class Budget {
    /** How long a connection stays at least with a pool though others wait that hold as many or one fewer. */
    static final long SLICE = Duration.ofMillis(50).toNanos();

    /** How long it stays at most for that reason. */
    private static final long LONGEST_SLICE = Duration.ofMillis(250).toNanos();

    /** How many times as long a connection stays open as it took to open it: a server that is busy opens slowly. */
    private static final int WORTH = 4;

    /** Within about which time all have had their turn who wait, as far as slices have a say in it. */
    private static final long TURN = Duration.ofSeconds(3).toNanos();

    /** After how long a connection is taken that nobody has used since it was opened. */
    static final long UNUSED = Duration.ofSeconds(1).toNanos();

    private static final long PAUSE_BETWEEN_COMPLAINTS = Duration.ofMinutes(1).toNanos();
    private static final Logger LOGGER = LoggerFactory.getLogger(Budget.class);

    private final ServerConfig server;
    private final LongSupplier clock;
    private final Executor closings;

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Permit> held = new LinkedHashSet<>();
    /** In the order of their arrival; only while all permits are held. */
    private final List<Permit> waiting = new ArrayList<>();
    /** How many of those held were taken, and are not closed yet. */
    private int leaving;
    /** Who looks from time to time for connections that have had their time. */
    private Optional<Permit> watch = Optional.empty();
    private Optional<Long> complained = Optional.empty();
    /** Read without the lock, by each piece of work that ends. */
    private volatile boolean somebodyWaits;

    /**
     * A budget of which nothing is lent yet.
     *
     * @param clock nanoseconds from anywhere
     * @param closings runs what closes connections, without making the caller wait
     */
    Budget(ServerConfig server, LongSupplier clock, Executor closings) {
        this.server = server;
        this.clock = clock;
        this.closings = closings;
    }

    ServerConfig server() {
        return server;
    }

    long now() {
        return clock.getAsLong();
    }

    /**
     * How long a connection stays with its pool; under the lock.
     *
     * @param opening how long it took to open it
     */
    long slice(long opening) {
        long bearable = TURN / Math.max(1, waiting.size()) * server.maxConnections();
        return Math.clamp(opening * WORTH, SLICE, Math.clamp(bearable, SLICE, LONGEST_SLICE));
    }

    /** Asks for leave to open a connection, which may be granted at once. To be ended by the caller. */
    Permit ask(Borrower borrower) {
        lock.lock();
        try {
            var permit = new Permit(this, borrower, lock.newCondition());
            waiting.add(permit);
            serve();
            return permit;
        } finally {
            lock.unlock();
        }
    }

    boolean await(Permit permit, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long until = now() + nanos;
            while (permit.phase() == Permit.Phase.WAITING && !permit.borrower().isClosed()) {
                long left = until - now();
                if (left <= 0) {
                    return false;
                }
                boolean looks = watch.equals(Optional.of(permit));
                if (permit.changed().awaitNanos(looks ? Math.min(left, SLICE) : left) <= 0) {
                    serve();
                }
            }
            return permit.phase() == Permit.Phase.HELD;
        } finally {
            lock.unlock();
        }
    }

    void end(Permit permit) {
        lock.lock();
        try {
            switch (permit.phase()) {
                case WAITING -> waiting.remove(permit);
                case HELD -> {
                    held.remove(permit);
                    if (permit.isTaken()) {
                        leaving--;
                    } else {
                        permit.borrower().held--;
                    }
                }
                case ENDED -> {
                    return;
                }
            }
            permit.become(Permit.Phase.ENDED);
            serve();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody wants what a pool still waits for; what it holds, it keeps. */
    void withdraw(Borrower borrower) {
        lock.lock();
        try {
            for (var permit : List.copyOf(waiting)) {
                if (permit.borrower() == borrower) {
                    end(permit);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits for this pool any longer, and it asks for nothing more. */
    void close(Borrower borrower) {
        lock.lock();
        try {
            borrower.markClosed();
            waiting.stream()
                    .filter(permit -> permit.borrower() == borrower)
                    .forEach(permit -> permit.changed().signalAll());
        } finally {
            lock.unlock();
        }
    }

    void close(Runnable closing) {
        closings.execute(closing);
    }

    /** Whether the connection, at the end of this use of it, is for somebody else; it is taken then. */
    boolean yields(Permit permit, Permit.Use use) {
        if (!somebodyWaits) {
            return false;
        }
        lock.lock();
        try {
            var next = inTurn().stream().skip(leaving).findFirst();
            if (next.isEmpty() || permit.phase() != Permit.Phase.HELD) {
                return false;
            }
            int more = permit.borrower().held - next.get().borrower().held;
            if ((more > 1 || (more == 1 && permit.isOld(now()))) && permit.takeFrom(use)) {
                taken(permit);
                return true;
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    void serveIfSomebodyWaits() {
        if (somebodyWaits) {
            lock.lock();
            try {
                serve();
            } finally {
                lock.unlock();
            }
        }
    }

    private void serve() {
        while (!waiting.isEmpty() && held.size() < server.maxConnections()) {
            var next = inTurn().getFirst();
            waiting.remove(next);
            held.add(next);
            next.borrower().held++;
            next.become(Permit.Phase.HELD);
        }
        // Seen before the search, by who makes a connection idle after it.
        somebodyWaits = !waiting.isEmpty();
        // In most cases nobody rests, and there is no need to ask for each who waits.
        if (somebodyWaits && held.stream().anyMatch(Permit::isResting)) {
            for (var next : inTurn().stream().skip(leaving).toList()) {
                idle(next).ifPresent(permit -> {
                    taken(permit);
                    permit.leave();
                });
            }
        }
        var first = waiting.stream().findFirst();
        if (!first.equals(watch)) {
            watch = first;
            first.ifPresent(permit -> permit.changed().signalAll());
        }
    }

    private List<Permit> inTurn() {
        return waiting.stream().sorted(Comparator.comparingInt(permit -> permit.borrower().held)).toList();
    }

    /** Takes a connection that nobody uses: of the pool that holds most, and of several the one idle for longest. */
    private Optional<Permit> idle(Permit next) {
        long now = now();
        var candidates = held.stream()
                .filter(permit -> permit.borrower() != next.borrower())
                .filter(permit -> permit.isRipe(now)
                        || (permit.isIdle() && permit.borrower().held > next.borrower().held + 1))
                .sorted(Comparator.<Permit>comparingInt(permit -> -permit.borrower().held)
                        .thenComparingLong(permit -> permit.idleSince() - now))
                .toList();
        for (var candidate : candidates) {
            // Its pool may have given it to somebody meanwhile.
            if (candidate.takeFromRest()) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private void taken(Permit permit) {
        permit.borrower().held--;
        leaving++;
    }

    /** Whether a pool waits, in vain so far. */
    boolean isShortOf(Borrower borrower) {
        lock.lock();
        try {
            return waiting.stream().anyMatch(permit -> permit.borrower() == borrower);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Why there is no connection, for the instance that wants one: nothing about the others but how many they are. Who they are
     * is told to the operator.
     */
    String shortage(Borrower borrower) {
        var holders = new TreeMap<String, Integer>();
        int lent;
        int waited;
        boolean complains;
        lock.lock();
        try {
            held.forEach(permit -> holders.merge(permit.borrower().toString(), 1, Integer::sum));
            lent = held.size();
            waited = waiting.size();
            long now = now();
            complains = complained.filter(last -> now - last < PAUSE_BETWEEN_COMPLAINTS).isEmpty();
            complained = complains ? Optional.of(now) : complained;
        } finally {
            lock.unlock();
        }
        if (complains) {
            LOGGER.warn("server '{}': pool {} waited in vain; of max-connections = {} are in use: {}", server.name(),
                    borrower, server.maxConnections(), holders);
        }
        return "server '%s' lends at most %d connections (max-connections); %d are with %d pools, %d of them with this one, and %d are waited for; raise max-connections if the server allows more, or pool.borrow-timeout"
                .formatted(server.name(), server.maxConnections(), lent, holders.size(),
                        holders.getOrDefault(borrower.toString(), 0), waited);
    }

    /** How many connections are open, being opened or being closed. */
    int lent() {
        lock.lock();
        try {
            return held.size();
        } finally {
            lock.unlock();
        }
    }

    /** How many are waited for. */
    int waited() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
