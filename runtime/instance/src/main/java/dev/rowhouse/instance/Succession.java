package dev.rowhouse.instance;

import dev.rowhouse.instance.Life.Closed;
import dev.rowhouse.instance.Life.Cold;
import dev.rowhouse.instance.Life.Failed;
import dev.rowhouse.instance.Life.Serving;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The forms of an instance, one after another, each with a {@linkplain LifeCycle life} of its own. Whoever asks finds the one that is in
 * office. One takes over from another without a request being refused: it serves before the old one drains, or, where two must
 * not be open at once, requests wait until one of them serves, the new one or again the old one.
 *
 * <p>Safe for use by many threads. It holds no lock: who is in office, and whether that is about to change, is one value. Changes come
 * one after another; who wants one waits for the one that is under way.
 *
 * @param <F> what is started
 * @param <R> what one start opens
 */
final class Succession<F, R extends LifeCycle.Open> {
    /** A form in office, and its life there. */
    record Tenure<F, R extends LifeCycle.Open>(F form, LifeCycle<R> cycle) {}

    /**
     * Who is in office.
     *
     * @param change what is under way; null if nothing is
     */
    private record Now<F, R extends LifeCycle.Open>(Tenure<F, R> tenure, @Nullable Change change) {}

    /**
     * A change that is under way.
     *
     * @param over falls when it is over
     * @param longest how long that may take
     */
    private record Change(CountDownLatch over, Duration longest) {
        /**
         * A change that begins.
         *
         * @param drain how long those inside may take, and what is interrupted
         * @param patience how long one waits for a start
         */
        static Change lasting(Duration drain, Duration patience) {
            return new Change(new CountDownLatch(1), drain.plus(patience.multipliedBy(2)));
        }
    }

    private final Function<F, LifeCycle<R>> lives;
    private final Consumer<F> gone;
    private final Clock clock;
    private final AtomicReference<Now<F, R>> now;
    private volatile boolean ended;

    /**
     * @param first is in office at first
     * @param lives begins the life of a form
     * @param gone hears of each form that is started no more
     */
    Succession(F first, Function<F, LifeCycle<R>> lives, Consumer<F> gone, Clock clock) {
        this.lives = lives;
        this.gone = gone;
        this.clock = clock;
        now = new AtomicReference<>(new Now<>(tenure(first), null));
    }

    private Tenure<F, R> tenure(F form) {
        return new Tenure<>(form, lives.apply(form));
    }

    /** Who is in office. */
    Tenure<F, R> tenure() {
        return now.get().tenure();
    }

    /** Whether somebody else is about to be. */
    boolean isChanging() {
        return now.get().change() != null;
    }

    /**
     * Lets somebody into what is open, as {@link LifeCycle#use} does, of whoever is in office by then.
     *
     * @return whether the entry was made
     * @throws X what the entry throws
     */
    <X extends Exception> boolean use(LifeCycle.Entry<? super R, X> entry) throws X, InterruptedException {
        while (true) {
            var here = now.get();
            if (here.tenure().cycle().use(entry)) {
                return true;
            }
            if (!hasMovedOn(here)) {
                return false;
            }
        }
    }

    /** Starts who is in office, as {@link LifeCycle#start} does, also if it was stopped. */
    Phase start() throws InterruptedException {
        while (true) {
            var here = renewed();
            var phase = here.tenure().cycle().start();
            if (phase != Phase.CLOSED || !hasMovedOn(here)) {
                return phase;
            }
        }
    }

    /** Who is in office; if that was stopped, it has another life from now on. */
    private Now<F, R> renewed() throws InterruptedException {
        var here = now.get();
        if (ended || here.change() != null || !(here.tenure().cycle().life() instanceof Closed)) {
            return here;
        }
        var again = new Now<F, R>(tenure(here.tenure().form()), null);
        if (!now.compareAndSet(here, again)) {
            return now.get();
        }
        if (ended) {
            // Who ends it may not have seen this one, which has nothing yet.
            again.tenure().cycle().stop(Duration.ZERO, Duration.ZERO);
        }
        return again;
    }

    /** Drains who is in office and starts it again, as {@link LifeCycle#restart} does. No other takes its place meanwhile. */
    Phase restart(Duration drain, Duration patience) throws InterruptedException {
        var change = Change.lasting(drain, patience);
        var claimed = claim(change);
        if (claimed == null) {
            return tenure().cycle().life().phase();
        }
        try {
            var here = claimed.tenure();
            if (!(here.cycle().life() instanceof Closed)) {
                return here.cycle().restart(drain);
            }
            var again = tenure(here.form());
            now.set(new Now<>(again, change));
            return again.cycle().start();
        } finally {
            finish(change);
        }
    }

    /** Waits for the change that was under way; whether things are otherwise now. */
    @SuppressWarnings("ReferenceEquality") // This moment and no other that is like it.
    private boolean hasMovedOn(Now<F, R> here) throws InterruptedException {
        var change = here.change();
        if (change != null && now.get() == here) {
            clock.await(change.over(), change.longest().toNanos());
        }
        return now.get() != here;
    }

    /**
     * Puts another form in office.
     *
     * @param next makes it of the one that is in office; begins nothing that must be ended, but if {@code gone} is told
     * @param beside whether it may be open while that one is
     * @param drain how long running requests may take to end
     * @param grace how long a start may take to end that is interrupted
     * @param patience how long one waits for a start
     */
    Replacement replace(
            UnaryOperator<F> next,
            BiPredicate<F, F> beside,
            Duration drain,
            Duration grace,
            Duration patience) throws InterruptedException {
        var change = Change.lasting(drain.plus(grace), patience);
        var claimed = claim(change);
        if (claimed == null) {
            return new Replacement.Ended();
        }
        var before = claimed.tenure();
        var after = before;
        try {
            after = tenure(next.apply(before.form()));
            return before.cycle().life() instanceof Serving && beside.test(before.form(), after.form())
                    ? startBeside(before, after, change, drain, grace)
                    : startAfter(before, after, change, drain, grace);
        } finally {
            dismiss(before, after);
            finish(change);
        }
    }

    @SuppressWarnings("ReferenceEquality") // One form and no other that is like it.
    private void dismiss(Tenure<F, R> before, Tenure<F, R> after) {
        if (before != after) {
            gone.accept(tenure().form() == after.form() ? before.form() : after.form());
        }
    }

    private @Nullable Now<F, R> claim(Change change) throws InterruptedException {
        while (!ended) {
            var here = now.get();
            var other = here.change();
            if (other != null) {
                if (!clock.await(other.over(), change.longest().toNanos())) {
                    throw new IllegalStateException("another change of the instance takes too long");
                }
            } else if (now.compareAndSet(here, new Now<>(here.tenure(), change))) {
                // Who ends it has either seen the change, and waits for it, or is seen here.
                if (!ended) {
                    return now.get();
                }
                finish(change);
            }
        }
        return null;
    }

    private void finish(Change change) {
        now.updateAndGet(last -> new Now<>(last.tenure(), null));
        change.over().countDown();
    }

    /** The old one serves until the new one does. */
    private Replacement startBeside(
            Tenure<F, R> before,
            Tenure<F, R> after,
            Change change,
            Duration drain,
            Duration grace) throws InterruptedException {
        boolean serves = false;
        var reason = "";
        try {
            serves = after.cycle().start() == Phase.SERVING && !ended;
            reason = reason(after);
        } finally {
            if (!serves) {
                after.cycle().stop(Duration.ZERO, grace);
            }
        }
        if (!serves) {
            return ended ? new Replacement.Ended() : new Replacement.FellBack(reason);
        }
        now.set(new Now<>(after, change));
        before.cycle().stop(drain, grace);
        return new Replacement.Done();
    }

    /**
     * The old one is closed before the new one is opened; requests wait meanwhile. One that rests, or was stopped, isn't started by
     * that.
     */
    private Replacement startAfter(
            Tenure<F, R> before,
            Tenure<F, R> after,
            Change change,
            Duration drain,
            Duration grace) throws InterruptedException {
        boolean failed = before.cycle().life() instanceof Failed;
        boolean stopped = before.cycle().life() instanceof Closed;
        boolean rested = before.cycle().life() instanceof Cold;
        try {
            before.cycle().stop(drain, grace);
            if (stopped) {
                after.cycle().stop(Duration.ZERO, Duration.ZERO);
            }
        } finally {
            now.set(new Now<>(after, change));
        }
        if (ended) {
            return new Replacement.Ended();
        }
        if (stopped || rested || after.cycle().start() == Phase.SERVING) {
            return new Replacement.Done();
        }
        var reason = reason(after);
        if (failed) {
            return new Replacement.Failed(reason);
        }
        after.cycle().stop(Duration.ZERO, grace);
        var again = tenure(before.form());
        now.set(new Now<>(again, change));
        again.cycle().start();
        return new Replacement.FellBack(reason);
    }

    private static <R extends LifeCycle.Open> String reason(Tenure<?, R> tenure) {
        return tenure.cycle().life() instanceof Failed<R>(var reason, var _) ? reason
                : "it is still %s".formatted(tenure.cycle().life().phase());
    }

    /**
     * Stops who is in office, as {@link LifeCycle#stop} does, and whoever a change that is under way leads to. It can be started again.
     *
     * @param drain how long running requests may take to end, and a start that is under way
     * @param grace how long a start may take to end that was interrupted
     */
    void stop(Duration drain, Duration grace) throws InterruptedException {
        var _ = stopped(drain, grace);
    }

    /** Ends it for good, as {@link #stop} does. */
    void end(Duration drain, Duration grace) throws InterruptedException {
        ended = true;
        gone.accept(stopped(drain, grace).form());
    }

    private Tenure<F, R> stopped(Duration drain, Duration grace) throws InterruptedException {
        Now<F, R> here;
        do {
            here = now.get();
            here.tenure().cycle().stop(drain, grace);
        } while (hasMovedOn(here));
        return here.tenure();
    }
}
