package dev.rowhouse.engine;

import dev.rowhouse.config.Origin;
import dev.rowhouse.config.ServerConfig;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** What a pool that waits for a connection and one that makes one idle see of each other, without a lock. */
public final class BudgetStress {
    private static final ServerConfig SERVER = new ServerConfig("main", "jdbc:x:", 1, new Origin("stress.conf", 1));

    private BudgetStress() {}

    /** At least one of both sees the other: so no connection stays idle while somebody waits. */
    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the idle connection was taken for the one who waits")
    @Outcome(expect = Expect.FORBIDDEN, desc = "one waits, and the connection stays idle")
    @State
    public static class IdleOrWaiting {
        /** Long after the connection was opened, so that it has had its time. */
        private long now;
        private final Budget budget = new Budget(SERVER, () -> now, Runnable::run);
        private final Permit permit = budget.ask(new Borrower("north/default"));
        private final Permit.Use use;

        /** One connection, in use. */
        public IdleOrWaiting() {
            permit.opened(permit::end, 0);
            use = permit.begin().orElseThrow();
            now = Budget.UNUSED * 10;
        }

        /** The end of a piece of work. */
        @Actor
        public void end() {
            use.end();
        }

        /** A pool that needs a connection. */
        @Actor
        public void ask() {
            budget.ask(new Borrower("south/default"));
        }

        /** Whether it got it. */
        @Arbiter
        public void look(I_Result result) {
            result.r1 = budget.waited() == 0 ? 1 : 0;
        }
    }

    /** The same without what makes it work: two flags, written and read by both, that nothing orders. */
    @JCStressTest
    @Outcome(id = {"0, 1", "1, 0", "1, 1"}, expect = Expect.ACCEPTABLE, desc = "one of both saw the other")
    @Outcome(expect = Expect.FORBIDDEN, desc = "neither saw the other")
    @State
    public static class PlantedNeitherSeesTheOther {
        private boolean idle;
        private boolean waiting;

        /** The end of a piece of work. */
        @Actor
        public void end(II_Result result) {
            idle = true;
            result.r1 = waiting ? 1 : 0;
        }

        /** A pool that needs a connection. */
        @Actor
        public void ask(II_Result result) {
            waiting = true;
            result.r2 = idle ? 1 : 0;
        }
    }
}
