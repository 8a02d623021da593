package dev.rowhouse.instance;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jetbrains.lincheck.datastructures.Operation;

/** Who uses one start of an instance, while others try to let it rest. A request may leave a task behind. */
public abstract class PresenceModel {
    private final AtomicInteger tasks = new AtomicInteger();
    private final AtomicBoolean rests = new AtomicBoolean();
    private final AtomicLong time = new AtomicLong();
    private final AtomicLong used = new AtomicLong();

    abstract boolean tryEnter();

    abstract void enter();

    abstract void leave();

    abstract boolean closeIfIdle(BooleanSupplier nothingLeft);

    abstract long lastUsed();

    /** What a clock says that goes on by itself. */
    final long tick() {
        return time.incrementAndGet();
    }

    private void use() {
        if (rests.get()) {
            throw new AssertionError("it rests while it is used");
        }
    }

    private void visit() {
        use();
        used.set(tick());
    }

    /** A request; whether it was let in is not compared, because it may come while others look. */
    @Operation
    public void request() {
        if (tryEnter()) {
            visit();
            leave();
        }
    }

    /** A request that leaves a task behind. */
    @Operation
    public void requestWithTask() {
        if (tryEnter()) {
            tasks.incrementAndGet();
            leave();
        }
    }

    /** A task that a request has left behind. */
    @Operation
    public void task() {
        int left = tasks.get();
        if (left > 0) {
            use();
            tasks.compareAndSet(left, left - 1);
        }
    }

    /** Work in a scope, from outside of a request. */
    @Operation
    public void scope() {
        enter();
        if (!rests.get() && tryEnter()) {
            leave();
            visit();
        }
        leave();
    }

    /** Looks for how long nobody has used it. */
    @Operation
    public void look() {
        long seen = used.get();
        if (lastUsed() < seen) {
            throw new AssertionError("it was used later than it says");
        }
    }

    /** Lets it rest. */
    @Operation
    public void passivate() {
        if (closeIfIdle(() -> tasks.get() == 0)) {
            rests.set(true);
        }
    }

    /** What counts for a residence. */
    public static final class Sound extends PresenceModel {
        private final Presence presence = new Presence(new StandingClock() {
            @Override
            public long nanos() {
                return tick();
            }
        });

        @Override
        boolean tryEnter() {
            return presence.tryEnter();
        }

        @Override
        void enter() {
            presence.enter();
        }

        @Override
        void leave() {
            presence.leave();
        }

        @Override
        boolean closeIfIdle(BooleanSupplier nothingLeft) {
            return presence.closeIfIdle(nothingLeft);
        }

        @Override
        long lastUsed() {
            return presence.lastUsed();
        }
    }

    /** Planted bugs: scopes are not counted, and a request may come between the look at what is left and the closing. */
    public static final class CountsNoVisits extends PresenceModel {
        private final Gate gate = new Gate(Integer.MAX_VALUE, new StandingClock());

        @Override
        boolean tryEnter() {
            return gate.enter() == Gate.Admission.ADMITTED;
        }

        @Override
        void enter() {}

        @Override
        void leave() {
            if (gate.inside() > 0) {
                gate.leave();
            }
        }

        @Override
        boolean closeIfIdle(BooleanSupplier nothingLeft) {
            return nothingLeft.getAsBoolean() && gate.closeIfEmpty();
        }

        @Override
        long lastUsed() {
            return tick();
        }
    }
}
