package dev.rowhouse.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.instance.Gate.Admission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GateTest {
    private static final Duration NOW = Duration.ZERO;

    @Test
    void admitsAsManyAsFit() {
        var gate = new Gate(2, Clock.SYSTEM);
        assertThat(gate.enter()).isEqualTo(Admission.ADMITTED);
        assertThat(gate.enter()).isEqualTo(Admission.ADMITTED);
        assertThat(gate.enter()).isEqualTo(Admission.FULL);
        gate.leave();
        assertThat(gate.enter()).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void isEmptyAtOnceIfClosedWithNobodyInside() throws Exception {
        var gate = new Gate(1, Clock.SYSTEM);
        gate.close();
        gate.close();
        assertThat(gate.awaitEmpty(NOW)).isTrue();
        assertThat(gate.enter()).isEqualTo(Admission.CLOSED);
    }

    /** Two visitors and the one who closes, in every order in which their steps can come. */
    @TestFactory
    List<DynamicTest> isEmptyWhenTheLastHasLeftInEveryOrder() {
        return orders("aabbc").stream()
                .distinct()
                .map(order -> DynamicTest.dynamicTest(order, () -> run(order)))
                .toList();
    }

    private static void run(String order) throws InterruptedException {
        var gate = new Gate(10, Clock.SYSTEM);
        boolean closed = false;
        int inside = 0;
        var admitted = new boolean[2];
        var seen = new int[2];
        for (int i = 0; i < order.length(); i++) {
            char step = order.charAt(i);
            if (step == 'c') {
                gate.close();
                closed = true;
            } else {
                int visitor = step - 'a';
                if (seen[visitor]++ == 0) {
                    admitted[visitor] = gate.enter() == Admission.ADMITTED;
                    assertThat(admitted[visitor]).isNotEqualTo(closed);
                    inside += admitted[visitor] ? 1 : 0;
                } else if (admitted[visitor]) {
                    gate.leave();
                    inside--;
                }
            }
            assertThat(gate.inside()).isEqualTo(inside);
            assertThat(gate.awaitEmpty(NOW)).as("after '%s' in %s", step, order).isEqualTo(closed && inside == 0);
        }
    }

    private static List<String> orders(String steps) {
        if (steps.isEmpty()) {
            return List.of("");
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < steps.length(); i++) {
            char first = steps.charAt(i);
            orders(steps.substring(0, i) + steps.substring(i + 1)).forEach(rest -> all.add(first + rest));
        }
        return all;
    }
}
