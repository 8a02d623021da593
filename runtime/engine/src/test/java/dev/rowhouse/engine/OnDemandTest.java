package dev.rowhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.engine.OnDemand.Limits;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_METHOD)
class OnDemandTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final Housekeeping timer = new Housekeeping(Thread.ofVirtual().factory());
    private final AtomicLong clock = new AtomicLong();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch opening = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    private record Thing(String name, Runnable ending) implements AutoCloseable {
        @Override
        public void close() {
            ending.run();
        }
    }

    private OnDemand<Thing> things(int most, Duration patience, OnDemand.Opener<Thing> opener) {
        return things(most, Duration.ZERO, patience, opener);
    }

    private OnDemand<Thing> things(int most, Duration idle, Duration patience, OnDemand.Opener<Thing> opener) {
        return new OnDemand<>(name -> "thing '" + name + "'", new Limits(most, idle, patience), opener,
                Thread.ofVirtual().factory(), timer, clock::get);
    }

    private Thing plain(String name) {
        events.add("open " + name);
        return new Thing(name, () -> events.add("close " + name));
    }

    /** Is opened only when the test says so. */
    private Thing slow(String name) throws InterruptedException {
        opening.countDown();
        goOn.await();
        return plain(name);
    }

    /** Is closed only when the test says so. */
    private Thing lasting(String name) {
        events.add("open " + name);
        return new Thing(name, () -> {
            closing.countDown();
            awaitUninterruptibly(goOn);
            events.add("close " + name);
            closed.countDown();
        });
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("who closes must not be interrupted", e);
        }
    }

    private record Running<T>(Thread thread, FutureTask<T> result) {
        static <T> Running<T> start(Callable<T> task) {
            var result = new FutureTask<>(task);
            return new Running<>(Thread.ofPlatform().daemon().start(result), result);
        }

        Running<T> awaitWaiting() {
            while (!isWaiting()) {
                assertThat(Thread.interrupted()).as("time is over").isFalse();
                Thread.onSpinWait();
            }
            return this;
        }

        /** It has the lock until it waits, so that nobody changes anything before. */
        private boolean isWaiting() {
            return Arrays.stream(thread.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().equals(OnDemand.class.getName())
                            && frame.getMethodName().startsWith("await"));
        }

        T get() throws Exception {
            return result.get(30, TimeUnit.SECONDS);
        }
    }

    private static String name(OnDemand<Thing> things, String name) {
        try (var use = things.use(name)) {
            return use.thing().name();
        }
    }

    @Test
    void leavesNothingWithTheTimerThatOutlivesIt() throws InterruptedException {
        var things = things(2, Duration.ofMinutes(10), LONG, this::plain);
        things.use("a").close();
        assertThat(timer.getQueue()).as("it looks for what is idle").hasSize(1);
        things.close();
        assertThat(timer.getQueue()).isEmpty();
    }

    @Test
    void opensOnceForAllWhoCome() throws Exception {
        try (var things = things(3, LONG, this::slow)) {
            var first = Running.start(() -> name(things, "a"));
            opening.await();
            var second = Running.start(() -> name(things, "a")).awaitWaiting();
            var third = Running.start(() -> name(things, "a")).awaitWaiting();
            goOn.countDown();
            for (var running : List.of(first, second, third)) {
                assertThat(running.get()).isEqualTo("a");
            }
            assertThat(events).containsExactly("open a");
        }
        assertThat(events).containsExactly("open a", "close a");
    }

    @Test
    void tellsAllWhoWaitThatAnOpeningFailedAndTriesAgain() throws Exception {
        try (var things = things(3, LONG, name -> {
            if (goOn.getCount() > 0) {
                slow(name);
                throw new EngineException("refused");
            }
            return plain(name);
        })) {
            var first = Running.start(() -> name(things, "a"));
            opening.await();
            var second = Running.start(() -> name(things, "a")).awaitWaiting();
            goOn.countDown();
            assertThatThrownBy(first::get).hasRootCauseMessage("refused");
            assertThatThrownBy(second::get).hasRootCauseMessage("refused");
            assertThat(name(things, "a")).isEqualTo("a");
        }
    }

    @Test
    void letsAnotherOneOpenWhenTheFirstIsInterrupted() throws Exception {
        try (var things = things(3, LONG, this::slow)) {
            var first = Running.start(() -> name(things, "a"));
            opening.await();
            var second = Running.start(() -> name(things, "a")).awaitWaiting();
            first.thread().interrupt();
            assertThatThrownBy(first::get).hasMessageContaining("thing 'a': interrupted while it was opened");
            goOn.countDown();
            assertThat(second.get()).isEqualTo("a");
        }
    }

    /** Drivers and pools have words of their own for it. */
    @Test
    void letsAnotherOneOpenWhenTheFirstIsInterruptedAndItsDriverSaysSomethingElse() throws Exception {
        try (var things = things(3, LONG, name -> {
            try {
                return slow(name);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EngineException("the channel was closed", e);
            }
        })) {
            var first = Running.start(() -> name(things, "a"));
            opening.await();
            var second = Running.start(() -> name(things, "a")).awaitWaiting();
            first.thread().interrupt();
            assertThatThrownBy(first::get).hasMessageContaining("the channel was closed");
            goOn.countDown();
            assertThat(second.get()).isEqualTo("a");
        }
    }

    @Test
    void namesWhatCouldNotBeOpenedThoughItWasAnErrorWithoutWords() throws Exception {
        try (var things = things(3, LONG, name -> {
            slow(name);
            throw new AssertionError();
        })) {
            var first = Running.start(() -> name(things, "a"));
            opening.await();
            var second = Running.start(() -> name(things, "a")).awaitWaiting();
            goOn.countDown();
            assertThatThrownBy(first::get).hasRootCauseInstanceOf(AssertionError.class);
            assertThatThrownBy(second::get)
                    .hasMessageContaining("thing 'a': can't be opened: java.lang.AssertionError");
            assertThat(things.size()).isZero();
        }
    }

    @Test
    void opensOthersWhileAnOpeningHangs() throws Exception {
        try (var things = things(2, LONG, name -> name.equals("hangs") ? slow(name) : plain(name))) {
            var hanging = Running.start(() -> name(things, "hangs"));
            opening.await();
            for (var name : List.of("a", "b", "a", "c")) {
                assertThat(name(things, name)).isEqualTo(name);
                assertThat(things.size()).isLessThanOrEqualTo(2);
            }
            goOn.countDown();
            assertThat(hanging.get()).isEqualTo("hangs");
        }
    }

    @Test
    void keepsNothingOfThoseThatAreClosed() {
        try (var things = things(2, LONG, this::plain)) {
            for (int i = 0; i < 10_000; i++) {
                assertThat(name(things, "k" + i)).isEqualTo("k" + i);
            }
            assertThat(things.size()).isLessThanOrEqualTo(2);
        }
        assertThat(events.stream().filter(event -> event.startsWith("close"))).hasSize(10_000);
    }

    @Test
    void waitsForRoomNoLongerThanItMay() {
        try (var things = things(1, SHORT, this::plain); var _ = things.use("a")) {
            assertThatThrownBy(() -> things.use("b")).isInstanceOf(EngineException.class)
                    .hasMessageStartingWith(
                            "thing 'b': not open after 50 ms: as many as may be open at once, 1, are in use");
            assertThat(things.size()).isEqualTo(1);
        }
    }

    @Test
    void waitsForTheOpeningOfAnotherNoLongerThanItMay() throws Exception {
        try (var things = things(1, SHORT, this::slow)) {
            var first = Running.start(() -> name(things, "a"));
            opening.await();
            assertThatThrownBy(() -> things.use("a")).isInstanceOf(EngineException.class)
                    .hasMessageStartingWith("thing 'a': not open after 50 ms: somebody else's opening");
            goOn.countDown();
            assertThat(first.get()).isEqualTo("a");
        }
    }

    @Test
    void getsRoomWhenAUseEnds() throws Exception {
        try (var things = things(1, LONG, this::plain)) {
            Running<String> waiting;
            try (var _ = things.use("a"); var _ = things.use("a")) {
                waiting = Running.start(() -> name(things, "b")).awaitWaiting();
            }
            assertThat(waiting.get()).isEqualTo("b");
            assertThat(events).containsExactly("open a", "close a", "open b");
        }
    }

    @Test
    void stopsWaitingWhenInterrupted() throws Exception {
        try (var things = things(1, LONG, this::plain); var _ = things.use("a")) {
            var interrupted = new CompletableFuture<Boolean>();
            var waiting = Running.start(() -> {
                try {
                    return name(things, "b");
                } finally {
                    interrupted.complete(Thread.currentThread().isInterrupted());
                }
            }).awaitWaiting();
            waiting.thread().interrupt();
            assertThatThrownBy(waiting::get).hasMessageContaining("thing 'b': interrupted while it waits");
            assertThat(interrupted.get()).isTrue();
        }
    }

    @Test
    void opensAnewWhatIsBeingClosedWhenThatIsOver() throws Exception {
        try (var things = things(1, LONG, name -> name.equals("a") ? lasting(name) : plain(name))) {
            assertThat(name(things, "a")).isEqualTo("a");
            var b = Running.start(() -> name(things, "b"));
            closing.await();
            var again = Running.start(() -> name(things, "a")).awaitWaiting();
            b.awaitWaiting();
            assertThat(events).containsExactly("open a");
            goOn.countDown();
            assertThat(b.get()).isEqualTo("b");
            assertThat(again.get()).isEqualTo("a");
            assertThat(events).containsSubsequence("open a", "close a", "open a").contains("open b");
        }
    }

    @Test
    void closesWhatNobodyUsesWhenTheTimerSaysSo() throws Exception {
        goOn.countDown();
        try (var things = things(2, Duration.ofMillis(1), LONG, this::lasting); var _ = things.use("b")) {
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            var use = things.use("a");
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            use.close();
            // The timer comes too early by this clock, and looks again until it is time.
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            closed.await();
            assertThat(events).containsExactly("open b", "open a", "close a");
        }
    }

    @Test
    void waitsForUsesBeforeItCloses() throws Exception {
        var things = things(1, LONG, this::plain);
        var use = things.use("a");
        var ending = Running.start(() -> {
            things.close();
            return true;
        }).awaitWaiting();
        assertThat(use.thing().name()).isEqualTo("a");
        assertThatThrownBy(() -> things.use("a")).isInstanceOf(EngineException.class)
                .hasMessage("thing 'a': closed for good, with its instance");
        assertThat(events).containsExactly("open a");
        use.close();
        assertThat(ending.get()).isTrue();
        assertThat(events).containsExactly("open a", "close a");
    }

    @Test
    void closesWhatIsUsedForTooLongAtTheEnd() {
        var things = things(1, SHORT, this::plain);
        var use = things.use("a");
        things.close();
        assertThat(events).containsExactly("open a", "close a");
        use.close();
        things.close();
        assertThat(events).containsExactly("open a", "close a");
    }

    @Test
    void closesWhatWasBeingOpenedWhenTheEndCame() throws Exception {
        var things = things(1, LONG, this::slow);
        var first = Running.start(() -> name(things, "a"));
        opening.await();
        var second = Running.start(() -> name(things, "a")).awaitWaiting();
        var ending = Running.start(() -> {
            things.close();
            return true;
        }).awaitWaiting();
        assertThatThrownBy(second::get).hasMessageContaining("thing 'a': closed for good");
        goOn.countDown();
        assertThatThrownBy(first::get).hasMessageContaining("thing 'a': closed for good");
        assertThat(ending.get()).isTrue();
        assertThat(events).containsExactly("open a", "close a");
    }

    @Test
    void endsAUseOnce() {
        try (var things = things(1, SHORT, this::plain); var other = things.use("a")) {
            var use = things.use("a");
            use.close();
            use.close();
            assertThat(other.thing().name()).isEqualTo("a");
            assertThatThrownBy(use::thing).isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("thing 'a': its lease is closed");
            assertThatThrownBy(() -> things.use("b")).isInstanceOf(EngineException.class);
            assertThat(events).containsExactly("open a");
        }
    }

    @Test
    void goesOnWhereClosingFails() {
        try (var things = things(1, LONG, name -> new Thing(name, () -> {
            throw new IllegalStateException("can't be closed");
        }))) {
            assertThat(name(things, "a")).isEqualTo("a");
            assertThat(name(things, "b")).isEqualTo("b");
        }
    }
}
