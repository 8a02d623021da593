package dev.rowhouse.instance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Opens houses that notice it when they are used after they were closed, or closed twice. Time passes when it is let. */
final class Houses implements LifeCycle.Owner<Houses.House> {
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger standing = new AtomicInteger();
    private final AtomicBoolean failsNext = new AtomicBoolean();
    private final AtomicBoolean failsNextClosing = new AtomicBoolean();
    private final AtomicReference<@Nullable CountDownLatch> held = new AtomicReference<>();
    private final List<Duration> delays = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final List<Phase> phases = new ArrayList<>();
    private volatile boolean deaf;
    private volatile boolean careless;

    LifeCycle<House> cycle(Opener.Maker openers) {
        return new LifeCycle<>(this, openers, this::later, Clock.SYSTEM);
    }

    /** The number of the house that answers; empty if none does. */
    Optional<Integer> visit(LifeCycle<House> cycle) throws InterruptedException {
        var number = new AtomicInteger();
        boolean entered = cycle.use(house -> {
            if (!house.enter()) {
                return false;
            }
            number.set(house.number());
            house.leave();
            return true;
        });
        return entered ? Optional.of(number.get()) : Optional.empty();
    }

    /** The house that was entered, to be left. */
    House enter(LifeCycle<House> cycle) throws InterruptedException {
        var entered = new AtomicReference<House>();
        if (!cycle.use(house -> {
            entered.set(house);
            return house.enter();
        })) {
            throw new AssertionError("nothing is open");
        }
        return entered.get();
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Override
    public House open(boolean again) throws Exception {
        int number = opened.incrementAndGet();
        var latch = held.get();
        if (latch != null) {
            await(latch);
        }
        if (failsNext.compareAndSet(true, false)) {
            throw new IllegalStateException("house %d fails".formatted(number));
        }
        if (standing.incrementAndGet() != 1) {
            throw new AssertionError("two houses are open");
        }
        return new House(number);
    }

    private void await(CountDownLatch latch) throws InterruptedException {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                if (!deaf) {
                    throw e;
                }
            }
        }
    }

    @Override
    public synchronized String explain(Throwable failure) {
        var message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        reasons.add(message);
        return message;
    }

    @Override
    public synchronized void entered(Life<House> life) {
        phases.add(life.phase());
        notifyAll();
    }

    @Override
    public void overdue(Duration waited) {}

    private synchronized void later(Runnable task, Duration delay) {
        delays.add(delay);
        later.add(task);
        notifyAll();
    }

    /** Runs all that was to run later. */
    void letTimePass() {
        List<Runnable> tasks;
        synchronized (this) {
            tasks = List.copyOf(later);
            later.clear();
        }
        tasks.forEach(Runnable::run);
    }

    /** Waits until a phase was entered, and forgets what was before. */
    synchronized void await(Phase phase) throws InterruptedException {
        while (!phases.contains(phase)) {
            wait(TimeUnit.SECONDS.toMillis(60));
        }
        phases.clear();
    }

    /** Lets openings wait for a latch. */
    CountDownLatch holdOpenings() {
        var latch = new CountDownLatch(1);
        held.set(latch);
        return latch;
    }

    CountDownLatch holdOpeningsThatNothingInterrupts() {
        deaf = true;
        return holdOpenings();
    }

    /** A planted bug: who closes a house looks inside, and closes it without regard to who has entered since. */
    void looksAndCloses() {
        careless = true;
    }

    void failNext() {
        failsNext.set(true);
    }

    void failNextClosing() {
        failsNextClosing.set(true);
    }

    /** How many were begun to be opened. */
    int opened() {
        return opened.get();
    }

    /** How many are open. */
    int standing() {
        return standing.get();
    }

    /** After which delays something was to run later, once there are that many. */
    synchronized List<Duration> delays(int count) throws InterruptedException {
        while (delays.size() < count) {
            wait(TimeUnit.SECONDS.toMillis(60));
        }
        return List.copyOf(delays);
    }

    synchronized List<String> reasons() {
        return List.copyOf(reasons);
    }

    /** What one start opens. */
    final class House implements LifeCycle.Open {
        private final Gate gate = new Gate(Integer.MAX_VALUE, Clock.SYSTEM);
        private final int number;
        private final AtomicBoolean closed = new AtomicBoolean();

        House(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        boolean enter() {
            if (gate.enter() != Gate.Admission.ADMITTED) {
                return false;
            }
            use();
            return true;
        }

        void leave() {
            use();
            gate.leave();
        }

        private void use() {
            if (closed.get()) {
                throw new AssertionError("house %d is used after it was closed".formatted(number));
            }
        }

        @Override
        public boolean closeIfIdle() {
            return careless ? gate.inside() == 0 : gate.closeIfEmpty();
        }

        @Override
        public void drain(Duration atMost) throws InterruptedException {
            gate.close();
            try {
                gate.awaitEmpty(careless ? Duration.ZERO : atMost);
            } finally {
                close();
            }
            if (failsNextClosing.compareAndSet(true, false)) {
                throw new IllegalStateException("house %d can't be closed".formatted(number));
            }
        }

        private void close() {
            if (!closed.compareAndSet(false, true)) {
                throw new AssertionError("house %d is closed twice".formatted(number));
            }
            standing.decrementAndGet();
        }
    }
}
