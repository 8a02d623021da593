package dev.rowhouse.instance.health;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether one start of an instance serves well: hears what comes of its requests, and says once that it should be set aside.
 *
 * <p>Bad outcomes count in a row, over some time, and as long as nothing is answered well between. So one address that always fails
 * takes an instance away from nobody whom it answers. Where all that is asked fails and one client asks alone, who may want just
 * that, it takes longer. Exceptions of handlers (500) are neither good nor bad.
 *
 * <p>Safe for use by many threads. It has no threads, holds no lock, and is given its clock. An answer that is one of many good ones
 * costs one look at a field.
 */
public final class Health {
    /** What may be wrong with a request. */
    public enum Ill {
        /** It got no connection to a database: that one is gone, or the pool has none left. */
        NO_CONNECTION("got no connection to a database"),
        /** Its handler threw an {@code Error}. */
        ERROR("ended with an error"),
        /** It took longer than it may. */
        OVERTIME("took longer than they may");

        private final String words;

        Ill(String words) {
            this.words = words;
        }
    }

    /** How many requests without a connection, over how much time, are enough. */
    static final int WITHOUT_CONNECTION = 3;
    static final Duration WITHOUT_CONNECTION_OVER = Duration.ofSeconds(2);

    /** The same of all that is bad, if several clients get it. */
    static final int BAD = 10;
    static final Duration BAD_OVER = Duration.ofSeconds(5);

    /** The same, if one client alone gets it. */
    static final int BAD_FOR_ONE = 30;
    static final Duration BAD_FOR_ONE_OVER = Duration.ofMinutes(1);

    /** How many threads that can't be ended are too many, whatever is answered beside them. */
    static final int STUCK = 4;

    /**
     * Bad outcomes without a good one between.
     *
     * @param client who got the first
     * @param several whether others got some too
     */
    private record Row(int all, int withoutConnection, long since, String client, boolean several) {
        Row and(Ill ill, String other) {
            return new Row(all + 1, withoutConnection + (ill == Ill.NO_CONNECTION ? 1 : 0), since, client,
                    several || !other.equals(client));
        }

        boolean isEnough(long now) {
            long nanos = now - since;
            return (withoutConnection >= WITHOUT_CONNECTION && nanos >= WITHOUT_CONNECTION_OVER.toNanos())
                    || (several && all >= BAD && nanos >= BAD_OVER.toNanos())
                    || (all >= BAD_FOR_ONE && nanos >= BAD_FOR_ONE_OVER.toNanos());
        }
    }

    private final LongSupplier nanos;
    private final Consumer<String> verdict;
    private final AtomicReference<@Nullable Row> row = new AtomicReference<>();
    private final AtomicBoolean judged = new AtomicBoolean();

    /**
     * Nothing is known yet.
     *
     * @param nanos the time, from anywhere
     * @param verdict is told, once, why the start should be set aside; called by whoever brings the last bad outcome, who must not wait
     */
    public Health(LongSupplier nanos, Consumer<String> verdict) {
        this.nanos = nanos;
        this.verdict = verdict;
    }

    /** A request was answered well. */
    public void well() {
        if (row.get() != null) {
            row.set(null);
        }
    }

    /**
     * A request was not answered well.
     *
     * @param client who asked, as far as it is known
     * @param last what was the matter, in one line, for an operator, without secrets
     */
    public void ill(Ill ill, String client, String last) {
        long now = nanos.getAsLong();
        var here = add(ill, client, now);
        if (here.isEnough(now)) {
            judge("%d requests in a row, over %d s, %s; the last: %s".formatted(here.all(),
                    Duration.ofNanos(now - here.since()).toSeconds(),
                    here.withoutConnection() == here.all() ? Ill.NO_CONNECTION.words
                            : here.withoutConnection() == 0 ? ill.words
                                    : "failed for want of a connection or otherwise",
                    last));
        }
    }

    private Row add(Ill ill, String client, long now) {
        while (true) {
            var before = row.get();
            var after = (before == null ? new Row(0, 0, now, client, false) : before).and(ill, client);
            if (row.compareAndSet(before, after)) {
                return after;
            }
        }
    }

    /**
     * Some threads of it run on though they were told to end, and long ago.
     *
     * @param threads how many do at this moment
     * @param where what they are at, in one line
     */
    public void stuck(int threads, String where) {
        if (threads >= STUCK) {
            judge("%d requests run on though they were interrupted: %s".formatted(threads, where));
        }
    }

    private void judge(String reason) {
        if (judged.compareAndSet(false, true)) {
            verdict.accept(reason);
        }
    }
}
