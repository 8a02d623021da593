package dev.rowhouse.instance;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/** A gate for two, used by several threads: each enters, and leaves as often as it was admitted. */
@Param(name = "thread", gen = ThreadIdGen.class)
public abstract class GateModel {
    private static final int MOST = 2;
    private static final int THREADS = 8;

    private final AtomicIntegerArray admitted = new AtomicIntegerArray(THREADS);

    abstract Gate.Admission enter();

    abstract void leave();

    /** What came of an attempt to enter. */
    @Operation
    public String enter(@Param(name = "thread") int thread) {
        var admission = enter();
        if (admission == Gate.Admission.ADMITTED) {
            admitted.incrementAndGet(thread);
        }
        return admission.name();
    }

    /** Whether the thread was inside, and left. */
    @Operation
    public boolean leave(@Param(name = "thread") int thread) {
        if (admitted.get(thread) == 0) {
            return false;
        }
        admitted.decrementAndGet(thread);
        leave();
        return true;
    }

    /** The gate of a residence. */
    public static final class Sound extends GateModel {
        private final Gate gate = new Gate(MOST, Clock.SYSTEM);

        @Override
        Gate.Admission enter() {
            return gate.enter();
        }

        @Override
        void leave() {
            gate.leave();
        }

        /** Closes it. */
        @Operation
        public void close() {
            gate.close();
        }

        /** Whether it was open and empty, and is closed now. */
        @Operation
        public boolean closeIfEmpty() {
            return gate.closeIfEmpty();
        }

        /** Whether it is closed, and nobody is inside. */
        @Operation
        public boolean isEmpty() throws InterruptedException {
            return gate.awaitEmpty(Duration.ZERO);
        }
    }

    /** A planted bug: between the count and the entrance, others may enter. */
    public static final class AdmitsTooMany extends GateModel {
        private final AtomicInteger inside = new AtomicInteger();

        @Override
        Gate.Admission enter() {
            if (inside.get() >= MOST) {
                return Gate.Admission.FULL;
            }
            inside.incrementAndGet();
            return Gate.Admission.ADMITTED;
        }

        @Override
        void leave() {
            inside.decrementAndGet();
        }
    }

    /** What a gate does, one thing after another. */
    public static final class Specification {
        private final int[] admitted = new int[THREADS];
        private int inside;
        private boolean closed;

        public String enter(int thread) {
            if (closed) {
                return "CLOSED";
            }
            if (inside == MOST) {
                return "FULL";
            }
            inside++;
            admitted[thread]++;
            return "ADMITTED";
        }

        public boolean leave(int thread) {
            if (admitted[thread] == 0) {
                return false;
            }
            admitted[thread]--;
            inside--;
            return true;
        }

        public void close() {
            closed = true;
        }

        public boolean closeIfEmpty() {
            boolean closes = !closed && inside == 0;
            closed |= closes;
            return closes;
        }

        public boolean isEmpty() {
            return closed && inside == 0;
        }
    }
}
