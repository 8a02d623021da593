package dev.rowhouse.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifeCycleTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Houses houses = new Houses();
    private final LifeCycle<Houses.House> cycle = houses.cycle(Opener.Maker.on(Thread.ofVirtual().factory()));

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private <T> Future<T> beside(Callable<T> call) {
        return threads.submit(call);
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    @Test
    void aRequestStartsWhatIsColdAndEveryStartIsANewOne() throws Exception {
        assertThat(cycle.life().phase()).isEqualTo(Phase.COLD);
        assertThat(houses.visit(cycle)).contains(1);
        assertThat(houses.visit(cycle)).contains(1);
        assertThat(cycle.passivate(LONG)).isTrue();
        assertThat(cycle.life().phase()).isEqualTo(Phase.COLD);
        assertThat(houses.visit(cycle)).contains(2);
        assertThat(cycle.restart(LONG)).isEqualTo(Phase.SERVING);
        assertThat(houses.visit(cycle)).contains(3);
        assertThat(houses.standing()).isEqualTo(1);
        cycle.stop(LONG, LONG);
        assertThat(houses.standing()).isZero();
        assertThat(houses.opened()).isEqualTo(3);
    }

    @Test
    void neverPassivatesWhatIsInUse() throws Exception {
        cycle.start();
        cycle.use(house -> {
            house.enter();
            assertThat(passivated()).isFalse();
            assertThat(cycle.life().phase()).isEqualTo(Phase.SERVING);
            house.leave();
            return true;
        });
        assertThat(cycle.passivate(LONG)).isTrue();
        assertThat(cycle.passivate(LONG)).isFalse();
    }

    private boolean passivated() {
        try {
            return cycle.passivate(LONG);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRequestThatComesWhileItDrainsIsAnsweredByTheNextStart() throws Exception {
        cycle.start();
        var first = houses.enter(cycle);
        var restarting = beside(() -> cycle.restart(LONG));
        houses.await(Phase.DRAINING);
        var waiting = beside(() -> houses.visit(cycle));
        assertThat(waiting).isNotDone();
        first.leave();
        assertThat(get(restarting)).isEqualTo(Phase.SERVING);
        assertThat(get(waiting)).contains(2);
    }

    @Test
    void setsAsideWhatDoesNotServeWellAndTriesAgain() throws Exception {
        cycle.start();
        var first = houses.enter(cycle);
        var aside = beside(() -> cycle.setAside(first, "ill", LONG));
        houses.await(Phase.DRAINING);
        assertThat(houses.visit(cycle)).isEmpty();
        first.leave();
        assertThat(get(aside)).isTrue();
        assertThat(cycle.life()).isEqualTo(new Life.Failed<>("ill", new Backoff(1)));
        assertThat(houses.standing()).isZero();
        houses.letTimePass();
        assertThat(houses.visit(cycle)).contains(2);
        assertThat(cycle.setAside(first, "ill", LONG)).isFalse();
        cycle.use(second -> {
            assertThat(setAside(second)).isTrue();
            return true;
        });
        assertThat(cycle.life()).isEqualTo(new Life.Failed<>("ill", new Backoff(2)));
    }

    private boolean setAside(Houses.House house) {
        try {
            return cycle.setAside(house, "ill", LONG);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void startsAgainAfterTheStartThatIsUnderWay() throws Exception {
        var gate = houses.holdOpenings();
        var starting = beside(cycle::start);
        houses.await(Phase.STARTING);
        var restarting = beside(() -> cycle.restart(LONG));
        gate.countDown();
        assertThat(get(restarting)).isEqualTo(Phase.SERVING);
        assertThat(get(starting)).isEqualTo(Phase.SERVING);
        assertThat(houses.visit(cycle)).contains(2);
        assertThat(houses.standing()).isEqualTo(1);
    }

    @Test
    void aStartThatIsStoppedServesNobodyAndIsClosed() throws Exception {
        var gate = houses.holdOpenings();
        var waiting = beside(() -> houses.visit(cycle));
        houses.await(Phase.STARTING);
        var stopping = beside(() -> {
            cycle.stop(LONG, LONG);
            return cycle.life().phase();
        });
        assertThat(get(waiting)).isEmpty();
        gate.countDown();
        assertThat(get(stopping)).isEqualTo(Phase.CLOSED);
        assertThat(houses.opened()).isEqualTo(1);
        assertThat(houses.standing()).isZero();
    }

    @Test
    void interruptsTheStartThatHangsAndNoOther() throws Exception {
        var others = new Houses();
        var other = others.cycle(Opener.Maker.on(Thread.ofVirtual().factory()));
        var gate = others.holdOpenings();
        houses.holdOpenings();
        var theirs = beside(other::start);
        others.await(Phase.STARTING);
        var ours = beside(cycle::start);
        houses.await(Phase.STARTING);
        cycle.stop(Duration.ZERO, LONG);
        assertThat(cycle.life().phase()).isEqualTo(Phase.CLOSED);
        assertThat(get(ours)).isIn(Phase.STARTING, Phase.CLOSED);
        assertThat(houses.reasons()).containsExactly("InterruptedException");
        gate.countDown();
        assertThat(get(theirs)).isEqualTo(Phase.SERVING);
    }

    @Test
    void closesWhatAStartOpensThatNoInterruptionEnds() throws Exception {
        var gate = houses.holdOpeningsThatNothingInterrupts();
        var starting = beside(cycle::start);
        houses.await(Phase.STARTING);
        cycle.stop(Duration.ZERO, Duration.ZERO);
        assertThat(cycle.life().phase()).isEqualTo(Phase.STARTING);
        assertThat(get(starting)).isEqualTo(Phase.STARTING);
        gate.countDown();
        houses.await(Phase.CLOSED);
        assertThat(houses.opened()).isEqualTo(1);
        assertThat(houses.standing()).isZero();
    }

    @Test
    void triesAFailedStartAgainUnlessSomebodyHas() throws Exception {
        houses.failNext();
        assertThat(houses.visit(cycle)).isEmpty();
        assertThat(cycle.life().phase()).isEqualTo(Phase.FAILED);
        assertThat(houses.visit(cycle)).as("requests don't hammer what fails").isEmpty();
        assertThat(houses.delays(1)).containsExactly(Duration.ofSeconds(1));

        houses.failNext();
        assertThat(cycle.start()).isEqualTo(Phase.FAILED);
        assertThat(houses.delays(2)).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(cycle.start()).isEqualTo(Phase.SERVING);
        assertThat(cycle.passivate(LONG)).isTrue();
        houses.letTimePass();
        assertThat(cycle.life().phase()).as("times of earlier failures start nothing").isEqualTo(Phase.COLD);

        houses.failNext();
        assertThat(cycle.start()).isEqualTo(Phase.FAILED);
        assertThat(houses.delays(3)).last().isEqualTo(Duration.ofSeconds(1));
        houses.letTimePass();
        houses.await(Phase.SERVING);
    }

    @Test
    void staysClosed() throws Exception {
        cycle.start();
        cycle.stop(LONG, LONG);
        assertThat(cycle.start()).isEqualTo(Phase.CLOSED);
        assertThat(cycle.restart(LONG)).isEqualTo(Phase.CLOSED);
        assertThat(cycle.passivate(LONG)).isFalse();
        assertThat(houses.visit(cycle)).isEmpty();
        cycle.stop(LONG, LONG);
        assertThat(houses.opened()).isEqualTo(1);
    }

    @Test
    void staysClosedAfterAFailureToo() throws Exception {
        houses.failNext();
        cycle.start();
        cycle.stop(LONG, LONG);
        houses.letTimePass();
        assertThat(cycle.life().phase()).isEqualTo(Phase.CLOSED);
    }

    @Test
    void aStopDuringARestartIsForGoodAndWaitsForItsDrain() throws Exception {
        cycle.start();
        var first = houses.enter(cycle);
        var restarting = beside(() -> cycle.restart(LONG));
        houses.await(Phase.DRAINING);
        var waiting = beside(() -> houses.visit(cycle));
        var stopping = beside(() -> {
            cycle.stop(LONG, LONG);
            return cycle.life().phase();
        });
        assertThat(get(waiting)).isEmpty();
        assertThat(stopping).isNotDone();
        first.leave();
        assertThat(get(stopping)).isEqualTo(Phase.CLOSED);
        assertThat(get(restarting)).isEqualTo(Phase.CLOSED);
        assertThat(houses.opened()).isEqualTo(1);
        assertThat(houses.standing()).isZero();
    }

    @Test
    void isClosedThoughWhoDrainsItIsInterrupted() throws Exception {
        cycle.start();
        houses.enter(cycle);
        var stopping = new CompletableFuture<Thread>();
        var result = beside(() -> {
            stopping.complete(Thread.currentThread());
            cycle.stop(LONG, LONG);
            return true;
        });
        houses.await(Phase.DRAINING);
        stopping.get().interrupt();
        assertThatThrownBy(() -> get(result)).hasCauseInstanceOf(InterruptedException.class);
        assertThat(cycle.life().phase()).isEqualTo(Phase.CLOSED);
        assertThat(houses.standing()).isZero();
    }

    @Test
    void movesOnThoughItCannotBeClosed() throws Exception {
        cycle.start();
        houses.failNextClosing();
        assertThatThrownBy(() -> cycle.restart(LONG)).isInstanceOf(IllegalStateException.class);
        assertThat(cycle.life().phase()).isEqualTo(Phase.COLD);
        assertThat(houses.visit(cycle)).contains(2);
    }

    @Test
    void failsWhereNoThreadCanBeHad() {
        var poor = houses.cycle(Opener.Maker.on(task -> new Thread(task) {
            @Override
            public void start() {
                throw new OutOfMemoryError("no thread");
            }
        }));
        assertThatThrownBy(poor::start).isInstanceOf(OutOfMemoryError.class);
        assertThat(poor.life().phase()).isEqualTo(Phase.FAILED);
    }
}
