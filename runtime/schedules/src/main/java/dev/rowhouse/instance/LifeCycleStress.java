package dev.rowhouse.instance;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** What a request sees of a start that another thread has carried out. */
public final class LifeCycleStress {
    private LifeCycleStress() {}

    /** Whoever sees that it serves sees all that the start has made, though nothing of that is volatile. */
    @JCStressTest
    @Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "it doesn't serve yet")
    @Outcome(id = "42", expect = Expect.ACCEPTABLE, desc = "it serves")
    @Outcome(expect = Expect.FORBIDDEN, desc = "it serves with half of what it needs")
    @State
    public static class ServesWithAllItNeeds {
        private final LifeCycle<House> cycle = new LifeCycle<>(new Builder(), Inline::new, (task, delay) -> {},
                Clock.SYSTEM);

        /** A start. */
        @Actor
        public void start() {
            try {
                cycle.start();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** A request. */
        @Actor
        public void request(I_Result result) {
            result.r1 = cycle.life() instanceof Life.Serving<House>(var house, var _) ? house.contents : -1;
        }
    }

    private static final class House implements LifeCycle.Open {
        private int contents;

        House() {
            contents = 42;
        }

        @Override
        public boolean closeIfIdle() {
            contents = 0;
            return true;
        }

        @Override
        public void drain(Duration atMost) {}
    }

    private record Inline(Runnable task) implements Opener {
        @Override
        public void start() {
            task.run();
        }

        @Override
        public void interrupt() {}
    }

    private static final class Builder implements LifeCycle.Owner<House> {
        @Override
        public Duration patience() {
            return Duration.ofSeconds(30);
        }

        @Override
        public House open(boolean again) {
            return new House();
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
}
