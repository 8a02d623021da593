package dev.rowhouse.instance.limit;

import dev.rowhouse.config.Rate;
import dev.rowhouse.config.RequestLimits;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of tokens, as many as a {@link Rate} counts, refilled evenly. Who finds none is told when to come back.
 *
 * <p>It holds one number, when it will be full again, and so needs no timer (the generic cell rate algorithm of ATM Forum's Traffic
 * Management 4.0). Safe for use by many threads, without a lock.
 */
public final class Bucket {
    private final LongSupplier nanos;
    private final AtomicLong fullAt;
    private volatile @Nullable Tokens tokens;

    /**
     * How long one token takes to come back, and all.
     *
     * @param one in nanoseconds
     * @param all in nanoseconds
     */
    private record Tokens(long one, long all) {
        static Tokens of(Rate rate) {
            long all = rate.per().toNanos();
            long one = Math.max(1, Math.ceilDiv(all, rate.count()));
            return new Tokens(one, one * rate.count());
        }
    }

    /**
     * A full bucket.
     *
     * @param limits whose rate it has; it never runs out if they have none
     * @param nanos the time, from anywhere
     */
    public Bucket(RequestLimits limits, LongSupplier nanos) {
        this.nanos = nanos;
        fullAt = new AtomicLong(nanos.getAsLong());
        limits(limits);
    }

    /** From now on it holds as many as these say; what is lacking in it stays lacking, at most all. */
    public void limits(RequestLimits limits) {
        var next = limits.rate().map(Tokens::of).orElse(null);
        tokens = next;
        if (next != null) {
            long latest = nanos.getAsLong() + next.all();
            fullAt.getAndUpdate(full -> full - latest > 0 ? latest : full);
        }
    }

    /**
     * Takes a token.
     *
     * @return zero if there was one; otherwise how many nanoseconds until there is
     */
    public long take() {
        var limit = tokens;
        if (limit == null) {
            return 0;
        }
        long now = nanos.getAsLong();
        while (true) {
            long full = fullAt.get();
            long next = (full - now > 0 ? full : now) + limit.one();
            long lacking = next - now - limit.all();
            if (lacking > 0) {
                return lacking;
            }
            if (fullAt.compareAndSet(full, next)) {
                return 0;
            }
        }
    }

    /** What {@code Retry-After} says of so many nanoseconds: whole seconds, at least one. */
    public static String retryAfter(long nanos) {
        return Long.toString(Math.max(1, Math.ceilDiv(nanos, Duration.ofSeconds(1).toNanos())));
    }
}
