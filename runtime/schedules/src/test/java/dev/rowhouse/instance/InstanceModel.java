package dev.rowhouse.instance;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;

/**
 * The life of an instance, to be led by several threads at once. What its starts open notices it when it is used after it was
 * closed, closed twice, or opened beside another. A start runs on the thread that asks for it.
 */
@SuppressWarnings("IdentifierName")
public abstract class InstanceModel {
    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger standing = new AtomicInteger();
    private final AtomicBoolean broken = new AtomicBoolean();
    private final AtomicReference<@Nullable House> latest = new AtomicReference<>();
    private final LifeCycle<House> cycle = new LifeCycle<>(new Owner(), Inline::new, (task, delay) -> {},
            new StandingClock());

    /** The door of each house. */
    abstract Door door();

    /** Starts it; the result is not compared, because starts that come together share one. */
    @Operation
    public void start() throws InterruptedException {
        cycle.start();
    }

    /** Whether a request was answered. */
    boolean ask() throws InterruptedException {
        return cycle.use(House::visit);
    }

    /** Passivates it; the result is not compared, because requests that run meanwhile are seen by it alone. */
    @Operation
    public void passivate() throws InterruptedException {
        cycle.passivate(LONG);
    }

    /** Restarts it. */
    @Operation
    public void restart() throws InterruptedException {
        cycle.restart(LONG);
    }

    /** Stops it. */
    @Operation
    public void stop() throws InterruptedException {
        cycle.stop(LONG, LONG);
    }

    /** Sets the newest house aside, whether it still serves or not. */
    void setAsideLatest() throws InterruptedException {
        var house = latest.get();
        if (house != null) {
            cycle.setAside(house, "ill", LONG);
        }
    }

    /** Lets the next start fail. */
    void spoil() {
        broken.set(true);
    }

    /** At the end, what is open serves, and nothing else is open. */
    @Validate
    public void validate() {
        var phase = cycle.life().phase();
        if (phase == Phase.STARTING || phase == Phase.DRAINING) {
            throw new IllegalStateException("still %s, and nobody is at work on it".formatted(phase));
        }
        if (standing.get() != (phase == Phase.SERVING ? 1 : 0)) {
            throw new IllegalStateException("%d houses are open though it is %s".formatted(standing.get(), phase));
        }
    }

    private final class Owner implements LifeCycle.Owner<House> {
        @Override
        public Duration patience() {
            return LONG;
        }

        @Override
        public House open(boolean again) {
            if (broken.compareAndSet(true, false)) {
                throw new IllegalStateException("broken");
            }
            var house = new House(door(), standing, 1);
            latest.set(house);
            return house;
        }

        @Override
        public String explain(Throwable failure) {
            return "";
        }

        @Override
        public void entered(Life<House> life) {}

        @Override
        public void overdue(Duration waited) {}
    }

    /** An instance whose starts succeed. */
    public static class Sound extends InstanceModel {
        @Override
        Door door() {
            return new Door.Sound();
        }

        /** Whether a request was answered. */
        @Operation
        public boolean request() throws InterruptedException {
            return ask();
        }
    }

    /** An instance with a planted bug. */
    public static final class PassivatesWhileUsed extends Sound {
        @Override
        Door door() {
            return new Door.LooksThenCloses();
        }
    }

    /** What an instance does whose starts succeed, one thing after another. */
    public static final class Specification {
        private boolean closed;

        public void start() {}

        public boolean request() {
            return !closed;
        }

        public void passivate() {}

        public void restart() {}

        public void stop() {
            closed = true;
        }
    }

    /**
     * An instance whose starts may fail. Whether a request is answered is not compared: one that waits for a start which fails
     * may be answered by another that somebody began meanwhile, or not.
     */
    public static final class Failing extends InstanceModel {
        @Override
        Door door() {
            return new Door.Sound();
        }

        /** Asks for something. */
        @Operation
        public void request() throws InterruptedException {
            var _ = ask();
        }

        /** Lets the next start fail. */
        @Operation
        public void breakDown() {
            spoil();
        }

        /** Finds that it does not serve well. */
        @Operation
        public void setAside() throws InterruptedException {
            setAsideLatest();
        }
    }
}
