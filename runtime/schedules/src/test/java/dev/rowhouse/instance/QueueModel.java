package dev.rowhouse.instance;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;

/**
 * A gate for one, at which two more may wait, used by several threads. Results are not compared, because whoever is let in hears it a moment
 * later than it is so; but each hears one thing, nobody is forgotten, and as many are inside as think they are.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public class QueueModel {
    private static final int THREADS = 8;

    private final Gate gate = new Gate(1, 2, Clock.SYSTEM);
    private final AtomicReferenceArray<@Nullable Guest> guests = new AtomicReferenceArray<>(THREADS);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean confused = new AtomicBoolean();

    /** Hears once what came of it. */
    private final class Guest implements Gate.Visitor {
        private final AtomicInteger heard = new AtomicInteger();

        @Override
        public void admitted() {
            hear();
            inside.incrementAndGet();
        }

        @Override
        public void turnedAway() {
            hear();
        }

        void hear() {
            if (heard.incrementAndGet() > 1) {
                confused.set(true);
            }
            waiting.decrementAndGet();
        }
    }

    /** Comes, and waits if need be. */
    @Operation
    public void come(@Param(name = "thread") int thread) {
        var guest = new Guest();
        waiting.incrementAndGet();
        switch (gate.enter(guest)) {
            case ADMITTED -> guest.admitted();
            case WAITING -> guests.set(thread, guest);
            case FULL, CLOSED -> guest.hear();
        }
    }

    /** Gives up, if it waits. */
    @Operation
    public void giveUp(@Param(name = "thread") int thread) {
        var guest = guests.getAndSet(thread, null);
        if (guest != null && withdraw(guest)) {
            guest.hear();
        }
    }

    /** Whether the guest hears nothing any more. */
    boolean withdraw(Gate.Visitor guest) {
        return gate.withdraw(guest);
    }

    /** One of those inside leaves. */
    @Operation
    public void leave() {
        if (inside.getAndUpdate(now -> Math.max(0, now - 1)) > 0) {
            gate.leave();
        }
    }

    /** Closes it. */
    @Operation
    public void close() {
        gate.close();
    }

    /** Everybody is where it thinks it is, and nobody waits beside a free place. */
    @Validate
    public void validate() {
        if (confused.get()) {
            throw new IllegalStateException("a guest heard two things");
        }
        if (gate.inside() != inside.get() || gate.waiting() != waiting.get()) {
            throw new IllegalStateException("%d are inside and %d wait; %d and %d think so".formatted(gate.inside(),
                    gate.waiting(), inside.get(), waiting.get()));
        }
        if (gate.inside() < 1 && gate.waiting() > 0) {
            throw new IllegalStateException("somebody waits though nobody is inside");
        }
    }

    /** A planted bug: who gives up may have been let in already. */
    public static final class GivesUpTooLate extends QueueModel {
        @Override
        boolean withdraw(Gate.Visitor guest) {
            super.withdraw(guest);
            return true;
        }
    }
}
