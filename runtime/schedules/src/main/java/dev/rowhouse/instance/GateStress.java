package dev.rowhouse.instance;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What those who pass a {@link Gate}, or are counted by {@link Presence}, see of each other. */
public final class GateStress {
    private GateStress() {}

    /** Whoever was admitted finds open what is closed behind the gate; and who doesn't get in, is kept out by the closing. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "in use, so it stays open")
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "used, then closed")
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "closed, then refused")
    @Outcome(expect = Expect.FORBIDDEN, desc = "used after it was closed, or refused though it is open")
    @State
    public static class PassivatedOrUsed {
        private final Presence presence = new Presence(Clock.SYSTEM);
        private boolean closed;

        /** A request. */
        @Actor
        public void request(II_Result result) {
            if (presence.tryEnter()) {
                result.r1 = closed ? 2 : 1;
                presence.leave();
            }
        }

        /** A passivation. */
        @Actor
        public void passivate(II_Result result) {
            if (presence.closeIfIdle(() -> true)) {
                closed = true;
                result.r2 = 1;
            }
        }
    }

    /** The same with a planted bug: somebody may enter between the look inside and the closing. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "in use, so it stays open")
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "used, then closed")
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "closed, then refused")
    @Outcome(expect = Expect.FORBIDDEN, desc = "used after it was closed, or refused though it is open")
    @State
    public static class PlantedPassivatedAndUsed {
        private final AtomicInteger inside = new AtomicInteger();
        private volatile boolean refuses;
        private volatile boolean closed;

        /** A request. */
        @Actor
        public void request(II_Result result) {
            if (!refuses) {
                inside.incrementAndGet();
                result.r1 = closed ? 2 : 1;
                inside.decrementAndGet();
            }
        }

        /** A passivation. */
        @Actor
        public void passivate(II_Result result) {
            if (inside.get() == 0) {
                refuses = true;
                closed = true;
                result.r2 = 1;
            }
        }
    }

    /** Who has waited until a closed gate is empty sees all that was done inside. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "it saw what was done")
    @Outcome(id = "1, -1", expect = Expect.ACCEPTABLE, desc = "somebody is still inside")
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "nobody came in")
    @Outcome(expect = Expect.FORBIDDEN, desc = "it saw less than was done")
    @State
    public static class DrainSeesAll {
        private final Gate gate = new Gate(Integer.MAX_VALUE, Clock.SYSTEM);
        private int done;

        /** A request. */
        @Actor
        public void request(II_Result result) {
            if (gate.enter() == Gate.Admission.ADMITTED) {
                done = 1;
                gate.leave();
                result.r1 = 1;
            }
        }

        /** A drain. */
        @Actor
        public void drain(II_Result result) {
            gate.close();
            try {
                result.r2 = gate.awaitEmpty(Duration.ZERO) ? done : -1;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
