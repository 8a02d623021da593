package dev.rowhouse.instance;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What lets visitors into a house. */
interface Door {
    boolean enter();

    void leave();

    /** Closes if nobody is inside. */
    boolean closeIfEmpty();

    /** Closes, and returns when nobody is inside. */
    void drain() throws InterruptedException;

    /** The door that residences have. */
    final class Sound implements Door {
        private final Gate gate = new Gate(Integer.MAX_VALUE, new StandingClock());
        private final Presence presence = new Presence(new StandingClock());

        @Override
        public boolean enter() {
            if (gate.enter() != Gate.Admission.ADMITTED) {
                return false;
            }
            if (!presence.tryEnter()) {
                gate.leave();
                return false;
            }
            return true;
        }

        @Override
        public void leave() {
            presence.leave();
            gate.leave();
        }

        @Override
        public boolean closeIfEmpty() {
            return presence.closeIfIdle(() -> true);
        }

        @Override
        public void drain() throws InterruptedException {
            gate.close();
            if (!gate.awaitEmpty(Duration.ofHours(1))) {
                throw new AssertionError("somebody never left");
            }
        }
    }

    /** A planted bug: between the look inside and the closing, somebody may enter. */
    final class LooksThenCloses implements Door {
        private final AtomicInteger inside = new AtomicInteger();
        private volatile boolean closed;

        @Override
        public boolean enter() {
            if (closed) {
                return false;
            }
            inside.incrementAndGet();
            return true;
        }

        @Override
        public void leave() {
            inside.decrementAndGet();
        }

        @Override
        public boolean closeIfEmpty() {
            if (inside.get() > 0) {
                return false;
            }
            closed = true;
            return true;
        }

        @Override
        public void drain() {
            closed = true;
        }
    }
}
