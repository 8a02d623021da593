package dev.rowhouse.instance.rest;

import dev.rowhouse.config.CapacityConfig;
import dev.rowhouse.config.Rest;
import dev.rowhouse.instance.rest.Stay.Stage;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the instances of a composite share of the machine while they start and serve. Lets a start wait until it is its turn, and sends
 * instances to rest.
 *
 * <p>A start gives its place to the next one when it has had it for {@link #PATIENCE} and waits for something just then: a database
 * that hangs keeps nobody else away, and what only waits costs no processor. One that computes keeps its place up to
 * {@link #LONGEST}, or a machine that is too slow would be given ever more to do.
 *
 * <p>Safe for use by many threads. Nothing is waited for under its lock; what is sent to rest is closed on threads of its own. Time
 * is told by {@link #look}, for all of them.
 */
public final class Lodgings implements AutoCloseable {
    /** How often {@link #look} is to be called. */
    public static final Duration TICK = Duration.ofMillis(250);

    /** How long a start that waits for something keeps others from starting. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long any start keeps others from starting. */
    static final Duration LONGEST = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(Lodgings.class);

    /** How many instances start at the same time, for each processor: a part of a start is waiting for a database. */
    private static final int STARTS_PER_PROCESSOR = 4;

    /** Into how many parts the time is divided after which an instance rests: it may take one of them longer. */
    private static final int PARTS = 60;

    private static final Duration RARELY = Duration.ofSeconds(10);
    private static final Duration WARNINGS = Duration.ofMinutes(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Vacancies vacancies;
    private final int mostRunning;
    private final LongSupplier clock;
    private final GarbageWatch garbage;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("rowhouse-rest-", 0).inheritInheritableThreadLocals(false).factory());
    private long nextSweep;
    private long warned;
    private boolean closed;

    /**
     * Nobody yet.
     *
     * @param clock tells nanoseconds, as {@link System#nanoTime} does
     */
    public Lodgings(CapacityConfig capacity, LongSupplier clock) {
        mostRunning = capacity.running().orElse(Integer.MAX_VALUE);
        vacancies = new Vacancies(
                capacity.starting().orElse(STARTS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors()),
                mostRunning);
        this.clock = clock;
        nextSweep = clock.getAsLong();
        warned = nextSweep - WARNINGS.toNanos();
        garbage = GarbageWatch.start(capacity.memory(), this::relieve);
    }

    /**
     * Waits until an instance may start, on the thread that will start it. If that takes long because as many instances hold something as
     * may, and none can rest, it doesn't.
     *
     * @param again whether its last start has failed
     * @return to be closed when nothing of the start is left, however it has gone
     * @throws NoVacancyException if there was no room, or there will be no starts any more
     * @throws InterruptedException if the thread is told to stop meanwhile
     */
    public Stay enter(Lodger lodger, boolean again) throws NoVacancyException, InterruptedException {
        var stay = new Stay(this, lodger, again, clock.getAsLong());
        change(() -> {
            if (closed) {
                stay.turn().countDown();
                return List.of();
            }
            return vacancies.enter(stay);
        });
        try {
            stay.turn().await();
            lock.lock();
            try {
                if (stay.stage != Stage.AWAY) {
                    stay.thread = Thread.currentThread();
                    return stay;
                }
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            end(stay);
            throw e;
        }
        if (closed()) {
            throw new NoVacancyException("the composite ends", true);
        }
        throw new NoVacancyException(
                "as many instances hold something as max-running allows (%d), and none of them could rest within %d ms"
                        .formatted(mostRunning, lodger.startTimeout().toMillis()),
                false);
    }

    /** Whether a start would wait for others to start, and not for room. */
    public boolean isRoomy() {
        lock.lock();
        try {
            return !closed && !vacancies.isFull();
        } finally {
            lock.unlock();
        }
    }

    /** Whether an instance of that name starts on a place. */
    boolean isSomebodyStarting(String name) {
        lock.lock();
        try {
            return vacancies.starting().stream().anyMatch(stay -> stay.lodger().name().value().equals(name));
        } finally {
            lock.unlock();
        }
    }

    void serves(Stay stay) {
        change(() -> {
            stay.thread = null;
            if (stay.lodger().rest() instanceof Rest.After(var idle)) {
                nextSweep = Math.min(nextSweep, clock.getAsLong() + between(idle));
            }
            return vacancies.serves(stay);
        });
    }

    void end(Stay stay) {
        change(() -> {
            stay.thread = null;
            return vacancies.end(stay);
        });
    }

    /** Tells that time has passed: lets those rest that nobody has used for long, and others start. Waits for nothing. */
    public void look() {
        change(() -> {
            long now = clock.getAsLong();
            if (closed) {
                return List.of();
            }
            vacancies.serving().forEach(stay -> stay.refused = false);
            giveUp(now);
            if (nextSweep - now <= 0) {
                sweep(now);
            }
            return lendOn(now);
        });
    }

    @FunctionalInterface
    private interface Change {
        List<Stay> make();
    }

    private void change(Change change) {
        lock.lock();
        try {
            begin(change.make());
            makeRoom();
        } finally {
            lock.unlock();
        }
    }

    private void begin(List<Stay> stays) {
        long now = clock.getAsLong();
        for (var stay : stays) {
            stay.since = now;
            stay.turn().countDown();
        }
    }

    /** Starts that have waited for room too long go away. */
    private void giveUp(long now) {
        if (!vacancies.isFull()) {
            return;
        }
        for (var stay : vacancies.waiting()) {
            if (now - stay.since >= stay.lodger().startTimeout().toNanos()) {
                // It is full, so nobody begins instead.
                vacancies.end(stay);
                stay.turn().countDown();
            }
        }
    }

    private List<Stay> lendOn(long now) {
        var late = vacancies.starting().stream().filter(stay -> isLate(stay, now)).toList();
        return late.stream().flatMap(stay -> {
            log.info("instance {}: starts for {} ms already; others may start beside it", stay.lodger().name(),
                    TimeUnit.NANOSECONDS.toMillis(now - stay.since));
            return vacancies.linger(stay).stream();
        }).toList();
    }

    private static boolean isLate(Stay stay, long now) {
        long taken = now - stay.since;
        var thread = stay.thread;
        return taken >= LONGEST.toNanos()
                || (taken >= PATIENCE.toNanos() && thread != null && thread.getState() != Thread.State.RUNNABLE);
    }

    /** Lets those rest that nobody has used for long. What goes on beside requests is seen here alone. */
    private void sweep(long now) {
        long next = now + RARELY.toNanos();
        for (var stay : List.copyOf(vacancies.serving())) {
            if (stay.stage == Stage.SERVING && stay.lodger().rest() instanceof Rest.After(var idle)) {
                if (stay.lodger().isBusy()) {
                    stay.seenBusy = now;
                } else if (now - latest(stay) >= idle.toNanos()) {
                    letRest(stay);
                }
                next = Math.min(next, now + between(idle));
            }
        }
        nextSweep = next;
    }

    private static long between(Duration idle) {
        return Math.clamp(idle.toNanos() / PARTS, TICK.toNanos(), RARELY.toNanos());
    }

    /** When it was used last, as far as anybody knows. */
    private static long latest(Stay stay) {
        long used = stay.lodger().lastUsed();
        return used - stay.seenBusy > 0 ? used : stay.seenBusy;
    }

    private void makeRoom() {
        int wanted = closed ? 0 : vacancies.wanted();
        if (wanted > 0) {
            leastRecentlyUsed().limit(wanted).forEach(this::letRest);
        }
    }

    /** The heap is too full; some of those that serve have to go. */
    private void relieve(double part) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            long some = (long) Math.ceil(part * vacancies.serving().size());
            var victims = leastRecentlyUsed().limit(some).toList();
            victims.forEach(this::letRest);
            long now = clock.getAsLong();
            if (now - warned >= WARNINGS.toNanos()) {
                warned = now;
                log.warn("the heap is fuller than max-memory allows: {} of {} instances go to rest", victims.size(),
                        vacancies.serving().size());
            }
        } finally {
            lock.unlock();
        }
    }

    private Stream<Stay> leastRecentlyUsed() {
        record Used(Stay stay, long when) {}
        long now = clock.getAsLong();
        // When each was used is asked once, since it changes.
        return vacancies.serving()
                .stream()
                .filter(stay -> stay.stage == Stage.SERVING && !stay.refused
                        && !(stay.lodger().rest() instanceof Rest.Never) && !stay.lodger().isBusy())
                .map(stay -> new Used(stay, latest(stay) - now))
                .sorted(Comparator.comparingLong(Used::when))
                .map(Used::stay);
    }

    private void letRest(Stay stay) {
        vacancies.leaves(stay);
        threads.execute(() -> {
            boolean rests = false;
            try {
                rests = stay.lodger().passivate();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                if (!rests) {
                    change(() -> {
                        // Not tried again at once: it is in use.
                        stay.refused = true;
                        vacancies.stays(stay);
                        return List.of();
                    });
                }
            }
        });
    }

    private boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Sends nobody to rest any more, and lets nobody start; those who wait are refused. */
    @Override
    public void close() {
        garbage.close();
        change(() -> {
            closed = true;
            for (var stay : vacancies.waiting()) {
                vacancies.end(stay).forEach(vacancies::end);
                stay.turn().countDown();
            }
            return List.of();
        });
        threads.shutdown();
    }
}
