package dev.rowhouse.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SuccessionTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Houses houses = new Houses();
    private final Succession<String, Houses.House> succession = succession();

    private Succession<String, Houses.House> succession() {
        return new Succession<>("form", _ -> houses.cycle(Opener.Maker.on(Thread.ofVirtual().factory())), _ -> {},
                Clock.SYSTEM);
    }

    private LifeCycle<Houses.House> cycle() {
        return succession.tenure().cycle();
    }

    @Test
    void whatWasStoppedIsStartedAgainByWhoWantsThatAndByNoRequest() throws Exception {
        assertThat(succession.start()).isEqualTo(Phase.SERVING);
        succession.stop(LONG, LONG);
        assertThat(houses.visit(cycle())).isEmpty();
        assertThat(succession.start()).isEqualTo(Phase.SERVING);
        assertThat(houses.visit(cycle())).contains(2);
        succession.stop(LONG, LONG);
        assertThat(succession.restart(LONG, LONG)).isEqualTo(Phase.SERVING);
        assertThat(houses.visit(cycle())).contains(3);
        assertThat(houses.standing()).isEqualTo(1);
        succession.end(LONG, LONG);
        assertThat(succession.start()).isEqualTo(Phase.CLOSED);
        assertThat(houses.standing()).isZero();
        assertThat(houses.opened()).isEqualTo(3);
    }

    @Test
    void whatWasStoppedBecomesAnotherAndStaysStopped() throws Exception {
        assertThat(succession.start()).isEqualTo(Phase.SERVING);
        succession.stop(LONG, LONG);
        assertThat(succession.replace(_ -> "other", (_, _) -> true, LONG, LONG, LONG))
                .isInstanceOf(Replacement.Done.class);
        assertThat(succession.tenure().form()).isEqualTo("other");
        assertThat(houses.visit(cycle())).isEmpty();
        assertThat(houses.opened()).isEqualTo(1);
        assertThat(succession.start()).isEqualTo(Phase.SERVING);
        assertThat(houses.visit(cycle())).contains(2);
    }

    @Test
    void nothingFollowsTheEndWhoeverWantsThat() throws Exception {
        for (int i = 0; i < 200; i++) {
            var some = succession();
            some.start();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<Phase>> steps = new ArrayList<>();
                for (int n = 0; n < 4; n++) {
                    steps.add(() -> {
                        some.stop(LONG, LONG);
                        return some.start();
                    });
                }
                steps.add(2, () -> {
                    some.end(LONG, LONG);
                    return some.start();
                });
                for (var step : threads.invokeAll(steps)) {
                    assertThat(step.get(60, TimeUnit.SECONDS)).isNotNull();
                }
            }
            assertThat(some.start()).isEqualTo(Phase.CLOSED);
            assertThat(houses.standing()).isZero();
        }
    }
}
