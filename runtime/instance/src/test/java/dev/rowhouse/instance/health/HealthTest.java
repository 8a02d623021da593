package dev.rowhouse.instance.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.instance.health.Health.Ill;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final List<String> verdicts = new ArrayList<>();
    private long now;
    private final Health health = new Health(() -> now, verdicts::add);

    private void ill(Ill ill, String client, int times, Duration each) {
        for (int i = 0; i < times; i++) {
            health.ill(ill, client, "no luck");
            now += each.toNanos();
        }
    }

    @Test
    void setsAsideWhatGetsNoConnectionForAWhile() {
        ill(Ill.NO_CONNECTION, "a", 100, Duration.ofMillis(10));
        assertThat(verdicts).as("all within a second").isEmpty();
        now += Duration.ofSeconds(1).toNanos();
        ill(Ill.NO_CONNECTION, "a", 1, Duration.ZERO);
        assertThat(verdicts)
                .containsExactly("101 requests in a row, over 2 s, got no connection to a database; the last: no luck");
    }

    @Test
    void aFewRequestsAreNotEnough() {
        ill(Ill.NO_CONNECTION, "a", 2, Duration.ofHours(1));
        assertThat(verdicts).isEmpty();
    }

    @Test
    void oneGoodAnswerEndsTheRow() {
        for (int i = 0; i < 1000; i++) {
            ill(Ill.NO_CONNECTION, "a", 2, Duration.ofSeconds(2));
            ill(Ill.ERROR, "b", 7, Duration.ofSeconds(2));
            health.well();
        }
        assertThat(verdicts).isEmpty();
    }

    @Test
    void setsAsideWhatFailsForSeveralClients() {
        ill(Ill.ERROR, "a", 5, Duration.ofMillis(500));
        ill(Ill.ERROR, "b", 5, Duration.ofMillis(500));
        assertThat(verdicts).as("not long enough").isEmpty();
        now += Duration.ofSeconds(1).toNanos();
        ill(Ill.ERROR, "a", 1, Duration.ZERO);
        assertThat(verdicts).containsExactly("11 requests in a row, over 6 s, ended with an error; the last: no luck");
    }

    @Test
    void oneClientAloneTakesAnInstanceFromNobodyForLong() {
        ill(Ill.ERROR, "a", 29, Duration.ofSeconds(2));
        assertThat(verdicts).isEmpty();
        ill(Ill.ERROR, "a", 1, Duration.ZERO);
        assertThat(verdicts).as("30 in 58 s").isEmpty();
        now += Duration.ofSeconds(2).toNanos();
        ill(Ill.OVERTIME, "a", 1, Duration.ZERO);
        assertThat(verdicts).hasSize(1);
    }

    @Test
    void countsThreadsThatNobodyCanEndWhateverIsAnsweredBeside() {
        health.stuck(3, "here");
        health.well();
        assertThat(verdicts).isEmpty();
        health.stuck(4, "RUNNABLE in com.example.Loop");
        assertThat(verdicts)
                .containsExactly("4 requests run on though they were interrupted: RUNNABLE in com.example.Loop");
    }

    @Test
    void saysSoOnce() {
        ill(Ill.NO_CONNECTION, "a", 100, Duration.ofSeconds(1));
        health.stuck(9, "there");
        assertThat(verdicts).hasSize(1);
    }

    /** All orders of eight outcomes: whatever comes, only a row that no good answer interrupts is enough. */
    @Test
    void judgesNothingButRows() {
        for (int order = 0; order < 1 << 8; order++) {
            verdicts.clear();
            var some = new Health(() -> now, verdicts::add);
            int row = 0;
            boolean enough = false;
            for (int step = 0; step < 8; step++) {
                if ((order >> step & 1) == 0) {
                    some.well();
                    row = 0;
                } else {
                    some.ill(Ill.NO_CONNECTION, "a", "no luck");
                    row++;
                    enough |= row >= 3;
                }
                now += Duration.ofSeconds(1).toNanos();
            }
            assertThat(verdicts).as(Integer.toBinaryString(order)).hasSize(enough ? 1 : 0);
        }
    }
}
