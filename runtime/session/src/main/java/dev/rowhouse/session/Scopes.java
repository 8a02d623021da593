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
 * it returns; nothing that is static or shared is ever changed. Scopes nest: the innermost one counts.
 *
 * <p>Safe for use by many threads.
 */
public final class Scopes {
    private final ScopedValue<Extent> innermost = ScopedValue.newInstance();
    private final AtomicLong starts = new AtomicLong();

    /** Scopes that no thread is in. */
    public Scopes() {}

    /** A new start of an instance. */
    public Start begin(InstanceName instance) {
        return new Start(this, instance, starts.incrementAndGet());
    }

    /** In whose scope this thread is, the innermost if it is in several; empty if it is in none. */
    public Optional<InstanceName> instance() {
        var extent = here();
        return extent == null ? Optional.empty() : Optional.of(extent.start().instance());
    }

    /** The innermost extent of this thread; null if it is in none. */
    @Nullable
    Extent here() {
        var extent = bound();
        return extent != null && extent.thread() == Thread.currentThread() ? extent : null;
    }

    /** The extent that is bound, whichever thread it is of; null if none is. */
    @Nullable
    Extent bound() {
        return innermost.isBound() ? innermost.get() : null;
    }

    /** Binds an extent, for the length of one call. */
    ScopedValue.Carrier within(Extent extent) {
        return ScopedValue.where(innermost, extent);
    }
}
