package dev.rowhouse.instance;

import dev.rowhouse.instance.Life.Closed;
import dev.rowhouse.instance.Life.Cold;
import dev.rowhouse.instance.Life.Draining;
import dev.rowhouse.instance.Life.Failed;
import dev.rowhouse.instance.Life.Resting;
import dev.rowhouse.instance.Life.Serving;
import dev.rowhouse.instance.Life.Starting;
import dev.rowhouse.instance.rest.NoVacancyException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Leads an instance through its {@linkplain Life life}: starts it, lets requests in, passivates, restarts and stops it, in
 * whichever order that is asked for. Each start opens something new; at most one is open at a time; what is open is closed once.
 *
 * <p>Safe for use by many threads. It holds no lock: where it is in its life is one value, which whoever moves it on replaces as
 * it was seen, or looks again. Threads, clock and what is opened are given to it, so that all orders of its steps can be tried.
 *
 * @param <R> what one start opens
 */
final class LifeCycle<R extends LifeCycle.Open> {

    /** What one start has opened. */
    interface Open {
        /** Refuses whoever comes from now on, if nobody is inside; otherwise, or if it does so already, false. */
        boolean closeIfIdle();

        /**
         * Refuses whoever comes from now on, waits for those inside, closes itself. Called once.
         *
         * @param atMost how long those inside may take
         */
        void drain(Duration atMost) throws InterruptedException;
    }

    /** Whose life it is. */
    interface Owner<R> {
        /** How long a request, or the composite, waits for a start. */
        Duration patience();

        /**
         * Opens what it needs to serve, or leaves nothing open.
         *
         * @param again whether the start before has failed
         * @throws NoVacancyException if there is no room for it; the next request tries again
         */
        R open(boolean again) throws Exception;

        /** Says why opening failed, without secrets. */
        String explain(Throwable failure);

        /** Hears of each phase, from whoever has brought it about. */
        void entered(Life<R> life);

        /** Hears that a start is still under way though the instance was stopped some time ago, and is interrupted. */
        void overdue(Duration waited);
    }

    /** Lets somebody in. */
    @FunctionalInterface
    interface Entry<R, X extends Exception> {
        /** False, with nothing done, if it refuses because it is closing. */
        boolean tryEnter(R open) throws X;
    }

    /** Runs something later. */
    @FunctionalInterface
    interface Timer {
        /** Runs a task after about a delay. */
        void later(Runnable task, Duration delay);
    }

    /** A start that has served this long without being set aside is a success, whatever was before it. */
    static final Duration PROVEN = Duration.ofMinutes(1);

    /**
     * Where it is, and a latch for those who wait for what comes next.
     *
     * @param since when it came there, by the clock
     * @param over falls when this is no longer where it is
     */
    private record Now<R>(Life<R> life, long since, CountDownLatch over) {}

    private final Owner<R> owner;
    private final Opener.Maker openers;
    private final Timer timer;
    private final Clock clock;
    private final AtomicReference<Now<R>> now;

    /**
     * A life that begins {@link Phase#COLD}.
     *
     * @param openers run the starts
     * @param timer tries a start that failed again
     */
    LifeCycle(Owner<R> owner, Opener.Maker openers, Timer timer, Clock clock) {
        this.owner = owner;
        this.openers = openers;
        this.timer = timer;
        this.clock = clock;
        now = new AtomicReference<>(at(new Cold<>()));
    }

    private Now<R> at(Life<R> life) {
        return new Now<>(life, clock.nanos(), new CountDownLatch(1));
    }

    /** Where it is. */
    Life<R> life() {
        return now.get().life();
    }

    /** Tells somebody where it is, and since when, by the clock. */
    <T> T describe(BiFunction<? super Life<R>, Long, T> listener) {
        var here = now.get();
        return listener.apply(here.life(), here.since());
    }

    /**
     * Lets somebody into what is open. Starts it if it rests, and waits for a start that is under way or follows what is closing.
     *
     * @return whether the entry was made; false if it has failed or ends, or takes longer than {@link Owner#patience}
     * @throws X what the entry throws
     */
    <X extends Exception> boolean use(Entry<? super R, X> entry) throws X, InterruptedException {
        long until = clock.until(owner.patience());
        while (true) {
            var here = now.get();
            if (!here.life().mayServe()) {
                return false;
            }
            if (here.life() instanceof Serving<R>(var open, var _) && entry.tryEnter(open)) {
                return true;
            }
            if (here.life() instanceof Cold<R> cold) {
                begin(here, cold);
            } else if (!awaitOver(here, until)) {
                return false;
            }
        }
    }

    /**
     * Starts it if it rests or has failed, and waits for the start, also for one that is under way.
     *
     * @return the phase that this led to; the one it is in if that takes longer than {@link Owner#patience}
     */
    Phase start() throws InterruptedException {
        long until = clock.until(owner.patience());
        boolean again = true;
        while (true) {
            var here = now.get();
            if (here.life() instanceof Serving) {
                return Phase.SERVING;
            }
            if (here.life() instanceof Resting<R> resting && (again || resting.mayServe())) {
                begin(here, resting);
            } else if (!here.life().mayServe() || !awaitOver(here, until)) {
                return here.life().phase();
            }
            again = false;
        }
    }

    /**
     * Closes what is open, if nobody uses it; the next request starts it again.
     *
     * @param drain how long what its users have left behind may take to end
     * @return whether it did; false if it isn't serving, or somebody uses it
     */
    boolean passivate(Duration drain) throws InterruptedException {
        var here = now.get();
        // The gate decides, since those inside are known there alone; who comes after it has closed waits for the next phase.
        if (here.life() instanceof Serving<R> serving && serving.open().closeIfIdle()
                && move(here, at(serving.drain()))) {
            drain(serving.open(), drain);
            return true;
        }
        return false;
    }

    /**
     * Closes what is open once nobody uses it any more, and starts again. A start that is under way is waited for, and followed
     * by another. Requests that come meanwhile wait.
     *
     * @param drain how long running requests may take to end
     * @return the phase that this led to, as {@link #start} has it
     */
    Phase restart(Duration drain) throws InterruptedException {
        long until = clock.until(owner.patience());
        while (true) {
            var here = now.get();
            if (here.life() instanceof Serving<R> serving) {
                if (move(here, at(serving.drain()))) {
                    drain(serving.open(), drain);
                    return start();
                }
            } else if (!(here.life() instanceof Starting<R> starting) || starting.unwanted()) {
                return start();
            } else if (!awaitOver(here, until)) {
                return here.life().phase();
            }
        }
    }

    /**
     * Closes what is open because it does not serve well; it is {@link Phase#FAILED} then, and tried again after a while.
     *
     * @param open what does not serve well; if that isn't open any more, nothing happens
     * @param reason why, without secrets
     * @param drain how long running requests may take to end
     * @return whether it was set aside by this call
     */
    @SuppressWarnings("ReferenceEquality") // One start and no other that is like it.
    boolean setAside(R open, String reason, Duration drain) throws InterruptedException {
        var here = now.get();
        if (here.life() instanceof Serving<R> serving && serving.open() == open) {
            boolean proven = clock.nanos() - here.since() >= PROVEN.toNanos();
            if (move(here, at(serving.setAside(reason, proven ? Backoff.NONE : serving.backoff())))) {
                drain(open, drain);
                return true;
            }
        }
        return false;
    }

    /**
     * Sets it aside before it starts, until somebody {@linkplain #start starts} it; nothing tries it by itself.
     *
     * @param reason why, without secrets
     * @return whether it was at rest, and is {@link Phase#FAILED} now
     */
    boolean quarantine(String reason) {
        var here = now.get();
        return here.life() instanceof Cold && move(here, at(new Failed<>(reason, Backoff.NONE)));
    }

    /**
     * Ends it for good: waits for a start that is under way, which serves nobody then, or interrupts it; drains, closes everything.
     *
     * @param drain how long running requests may take to end, and a start that is under way
     * @param grace how long a start may take to end that was interrupted; one that takes longer is closed when it ends
     */
    void stop(Duration drain, Duration grace) throws InterruptedException {
        Now<R> here;
        do {
            here = now.get();
        } while (!move(here, at(here.life().stop())));
        if (here.life() instanceof Serving<R>(var open, var _)) {
            drain(open, drain);
        } else if (!awaitClosed(drain)) {
            if (here.life() instanceof Starting<R> starting) {
                owner.overdue(drain);
                starting.opener().interrupt();
            }
            awaitClosed(grace);
        }
    }

    /** Begins a start, unless somebody has moved on from here. */
    private void begin(Now<R> here, Resting<R> resting) {
        boolean again = resting instanceof Failed;
        var opener = openers.make(() -> open(again));
        if (move(here, at(resting.start(opener)))) {
            try {
                opener.start();
            } catch (Throwable failure) {
                fail(failure);
                throw failure;
            }
        }
    }

    private void open(boolean again) {
        R open;
        try {
            open = owner.open(again);
        } catch (NoVacancyException e) {
            leave(Life::postponed);
            return;
        } catch (Throwable failure) {
            fail(failure);
            if (failure instanceof VirtualMachineError fatal && !(failure instanceof StackOverflowError)) {
                throw fatal;
            }
            return;
        }
        if (leave(life -> life.opened(open)).life() instanceof Draining) {
            close(open);
        }
    }

    /** Closes what nobody has used. */
    private void close(R open) {
        try {
            drain(open, Duration.ZERO);
        } catch (InterruptedException e) {
            // It was told to stop, and has.
            Thread.currentThread().interrupt();
        }
    }

    private void fail(Throwable failure) {
        var reason = owner.explain(failure);
        tryLater(leave(life -> life.failed(reason)));
    }

    private void tryLater(Now<R> here) {
        if (here.life() instanceof Failed<R> failed) {
            timer.later(() -> begin(here, failed), failed.backoff().delay());
        }
    }

    private void drain(R open, Duration atMost) throws InterruptedException {
        try {
            open.drain(atMost);
        } finally {
            tryLater(leave(Life::drained));
        }
    }

    /** Moves on from wherever it is; returns where it is then. */
    private Now<R> leave(UnaryOperator<Life<R>> step) {
        while (true) {
            var here = now.get();
            var next = at(step.apply(here.life()));
            if (move(here, next)) {
                return next;
            }
        }
    }

    /** Moves on, if it is still here. */
    private boolean move(Now<R> here, Now<R> next) {
        if (!now.compareAndSet(here, next)) {
            return false;
        }
        here.over().countDown();
        if (next.life().phase() != here.life().phase()) {
            owner.entered(next.life());
        }
        return true;
    }

    private boolean awaitClosed(Duration atMost) throws InterruptedException {
        long until = clock.until(atMost);
        while (true) {
            var here = now.get();
            if (here.life() instanceof Closed) {
                return true;
            }
            if (!awaitOver(here, until)) {
                return false;
            }
        }
    }

    private boolean awaitOver(Now<R> here, long until) throws InterruptedException {
        return clock.await(here.over(), until - clock.nanos());
    }
}
