package dev.rowhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class PulseTest {
    private static final Executor NOBODY = _ -> {
        throw new AssertionError("there is no connection to abort");
    };

    private final Pulse pulse = new Pulse("the server");
    private long now;

    private boolean look(int millis) {
        now += Duration.ofMillis(millis).toNanos();
        return pulse.look(now, NOBODY);
    }

    private void isSilentNow() {
        look(0);
        assertThat(look(1000)).isTrue();
        long asked = now;
        look(2000);
        assertThat(pulse.answered(false, asked, now, NOBODY)).isPresent();
    }

    @Test
    void asksNobodyWhileCallsAreShort() {
        var call = pulse.enter();
        for (int i = 0; i < 100; i++) {
            try (var _ = call.begin()) {
                assertThat(look(900)).isFalse();
            }
        }
        pulse.leave(call);
        assertThat(pulse.isAtRest()).isTrue();
    }

    @Test
    void takesAnAnswerForASignOfLifeForAllOthers() {
        var query = pulse.enter();
        try (var _ = query.begin()) {
            for (int i = 0; i < 100; i++) {
                pulse.heard();
                assertThat(look(900)).isFalse();
            }
            assertThat(look(900)).isFalse();
            assertThat(look(100)).isTrue();
        }
    }

    /** Clients go on coming while the server hangs, and much ends that it has nothing to do with. */
    @Test
    void isNotDeceivedByWhatBeginsOrEndsWithoutAnAnswer() {
        var first = pulse.enter();
        try (var _ = first.begin()) {
            look(0);
            for (int millis = 250; millis < 1000; millis += 250) {
                comeAndGo();
                assertThat(look(250)).isFalse();
            }
            comeAndGo();
            assertThat(look(250)).isTrue();
            long asked = now;
            for (int millis = 0; millis < 2000; millis += 250) {
                comeAndGo();
                assertThat(look(250)).isFalse();
            }
            assertThat(pulse.answered(false, asked, now, NOBODY)).isPresent();
            assertThatThrownBy(pulse::requireAnswers).isInstanceOf(SilentDatabaseException.class);
        }
        assertThat(first.wasCut()).isTrue();
        assertThat(Thread.interrupted()).isFalse();
    }

    private void comeAndGo() {
        pulse.enter().begin();
        var quick = pulse.enter();
        try (var _ = quick.begin()) {
            // The driver knows it without asking.
        }
    }

    @Test
    void letsALongCallAloneAsLongAsTheServerAnswers() {
        var call = pulse.enter();
        try (var _ = call.begin()) {
            look(0);
            for (int i = 0; i < 30; i++) {
                assertThat(look(1000)).isTrue();
                assertThat(look(100)).as("asked twice at a time").isFalse();
                assertThat(pulse.answered(true, now, now, NOBODY)).isEmpty();
                assertThat(look(900)).as("asked again at once").isFalse();
                look(100 - 1000);
            }
        }
        assertThat(call.wasCut()).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void cutsOffWhatIsUnderWayAndRefusesWhatComesUntilTheServerAnswers() throws Exception {
        var call = pulse.enter();
        try (var _ = call.begin()) {
            isSilentNow();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }
        assertThat(call.wasCut()).isTrue();
        assertThat(Thread.interrupted()).as("interrupted once its call has ended").isFalse();
        assertThatThrownBy(pulse::requireAnswers).isInstanceOf(SilentDatabaseException.class)
                .hasMessageContaining("the server does not answer");
        pulse.leave(call);
        assertThat(pulse.isAtRest()).isFalse();

        assertThat(look(2000)).as("asked again without anybody who waits").isTrue();
        assertThat(pulse.answered(false, now, now, NOBODY)).as("said once").isEmpty();
        assertThat(look(4000)).isTrue();
        assertThat(pulse.answered(true, now, now, NOBODY))
                .hasValueSatisfying(said -> assertThat(said).startsWith("the server answers again"));
        pulse.requireAnswers();
        assertThat(pulse.isAtRest()).isTrue();
    }

    @Test
    void leavesAThreadAloneWhoseCallHasEnded() {
        var call = pulse.enter();
        var other = pulse.enter();
        try (var _ = other.begin()) {
            isSilentNow();
        }
        assertThat(call.wasCut()).isFalse();
        try (var _ = call.begin()) {
            look(100);
        }
        look(2000);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void believesAnAnswerThatCameWhileTheServerWasAsked() throws Exception {
        var call = pulse.enter();
        try (var _ = call.begin()) {
            look(0);
            assertThat(look(1000)).isTrue();
            long asked = now;
            pulse.heard();
            look(500);
            look(500);
            assertThat(pulse.answered(false, asked, now, NOBODY)).isEmpty();
            pulse.requireAnswers();
        }
        assertThat(call.wasCut()).isFalse();
    }

    @Test
    void cutsACallOnlyWhileItIsUnderWay() throws Exception {
        var call = new Call();
        var cutter = Thread.ofPlatform().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                call.look(0);
                call.cut(NOBODY);
            }
        });
        try {
            for (int i = 0; i < 200_000 || !call.wasCut(); i++) {
                try (var _ = call.begin()) {
                    Thread.onSpinWait();
                }
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        } finally {
            cutter.interrupt();
            cutter.join();
        }
        assertThat(call.wasCut()).isTrue();
    }
}
