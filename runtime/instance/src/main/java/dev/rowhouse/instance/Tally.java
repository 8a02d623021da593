package dev.rowhouse.instance;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to one instance since the composite began, over all its starts.
 *
 * <p>Safe for use by many threads.
 */
@SuppressWarnings("EnumOrdinal") // A place in an array that nobody else sees.
public final class Tally {
    /** What is counted. */
    public enum Count {
        /** Requests that were let in. */
        REQUESTS,
        /** Requests that got 503 because as many ran, and waited, as may, or because their turn came too late. */
        FULL,
        /** Requests that had to wait until another one had ended. */
        WAITED,
        /** Requests that got 429 because too many came. */
        TOO_MANY,
        /** Requests that were stopped because they took too long. */
        OVERTIME,
        /** Requests that were stopped because the instance ended. */
        INTERRUPTED,
        /** Starts that succeeded, those among them that were stopped before they served. */
        STARTS,
        /** Starts that failed. */
        FAILED_STARTS,
        /** Rests: how often it was passivated. */
        RESTS,
        /** How often it was set aside because it did not serve well. */
        SET_ASIDE
    }

    private static final int COUNTS = Count.values().length;
    private static final int STARTING = COUNTS;
    private static final int LAST_START = COUNTS + 1;
    private static final int WARM_UP = COUNTS + 2;
    private static final int STUCK = COUNTS + 3;

    /** None before there is something to count: of thousands of instances, most may never have been used. */
    private final AtomicReference<@Nullable AtomicLongArray> counts = new AtomicReference<>();

    private long read(int place) {
        var there = counts.get();
        return there == null ? 0 : there.get(place);
    }

    private AtomicLongArray written() {
        var there = counts.get();
        if (there == null) {
            var fresh = new AtomicLongArray(COUNTS + 4);
            var other = counts.compareAndExchange(null, fresh);
            return other == null ? fresh : other;
        }
        return there;
    }

    /** How many requests that were stopped don't end, over all starts; they still run. */
    public long stuck() {
        return read(STUCK);
    }

    /** Counts some more, or fewer, of those. */
    void stuck(int change) {
        written().addAndGet(STUCK, change);
    }

    /** Counts one more. */
    void add(Count what) {
        written().incrementAndGet(what.ordinal());
    }

    /** How many there were. */
    public long get(Count what) {
        return read(what.ordinal());
    }

    /** All counts. */
    Map<Count, Long> all() {
        var all = new EnumMap<Count, Long>(Count.class);
        for (var what : Count.values()) {
            all.put(what, get(what));
        }
        return all;
    }

    /** A start has succeeded, after a time without the wait for its turn. */
    void started(long nanos) {
        add(Count.STARTS);
        written().addAndGet(STARTING, nanos);
        written().set(LAST_START, Math.max(1, nanos));
    }

    /** How long the last start took, from its turn until it served; empty if none has succeeded. */
    Optional<Duration> lastStart() {
        return time(read(LAST_START));
    }

    /** How long starts took on average; empty if none has succeeded. */
    Optional<Duration> meanStart() {
        long starts = get(Count.STARTS);
        return starts == 0 ? Optional.empty() : time(read(STARTING) / starts);
    }

    /** A request that found the instance at rest is complete, so long after it came. */
    void warmedUp(long nanos) {
        written().set(WARM_UP, Math.max(1, nanos));
    }

    /** How long the last request took that found the instance at rest, until its answer was sent; empty if there was none. */
    Optional<Duration> warmUp() {
        return time(read(WARM_UP));
    }

    private static Optional<Duration> time(long nanos) {
        return nanos == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }
}
