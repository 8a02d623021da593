package dev.rowhouse.session;

import dev.rowhouse.config.InstanceName;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * In which instance each thread is, over all instances of a composite: what belongs to another one is refused there. One object for
 * all that may meet in one process, handed to each start.
 *
 * <p>What a thread is in is bound to it ({@link ScopedValue}) for the extent of a call, and unbound when the call returns, however
 * it returns; nothing that is static or shared is ever changed. Scopes nest: the innermost one counts. The key is a constant, which
 * the compiler knows: looking up what is bound takes half the time then. What is bound says whose it is, so scopes that don't belong
 * together don't see each other, also where they nest.
 *
 * <p>Safe for use by many threads.
 */
public final class Scopes {
    /** An {@link Extent}, or what stands for none where none is bound: that takes one look, and to ask first takes two. */
    private static final ScopedValue<Object> INNERMOST = ScopedValue.newInstance();

    private static final Object NONE = new Object();

    private final AtomicLong starts = new AtomicLong();

    /** Scopes that no thread is in. */
    public Scopes() {}

    /** A new start of an instance. */
    public Start begin(InstanceName instance) {
        return new Start(this, instance, starts.incrementAndGet());
    }

    /** In whose scope this thread is, the innermost if it is in several; empty if it is in none. */
    public Optional<InstanceName> instance() {
        return Optional.ofNullable(here()).map(extent -> extent.start().instance());
    }

    /** The innermost extent of this thread in these scopes; null if it is in none. */
    @Nullable
    Extent here() {
        return among(innermost());
    }

    /** The innermost extent of these scopes that is bound, whichever thread it is of; null if none is. */
    @Nullable
    Extent bound() {
        return among(anyBound());
    }

    private @Nullable Extent among(@Nullable Extent innermost) {
        var extent = innermost;
        while (extent != null && !extent.start().isIn(this)) {
            extent = extent.outer();
        }
        return extent;
    }

    /** The innermost extent of this thread in any scopes; null if it is in none. */
    static @Nullable Extent innermost() {
        var extent = anyBound();
        return extent != null && extent.isOf(Thread.currentThread()) ? extent : null;
    }

    private static @Nullable Extent anyBound() {
        return INNERMOST.orElse(NONE) instanceof Extent extent ? extent : null;
    }

    /** Binds an extent, for the length of one call. */
    static ScopedValue.Carrier within(Extent extent) {
        return ScopedValue.where(INNERMOST, extent);
    }
}
