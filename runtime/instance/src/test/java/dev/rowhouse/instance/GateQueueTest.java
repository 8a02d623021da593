package dev.rowhouse.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.instance.Gate.Admission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Those who wait at a gate. */
class GateQueueTest {
    private final List<String> heard = new ArrayList<>();

    private final class Guest implements Gate.Visitor {
        private final String name;

        Guest(String name) {
            this.name = name;
        }

        @Override
        public void admitted() {
            heard.add(name);
        }

        @Override
        public void turnedAway() {
            heard.add("-" + name);
        }
    }

    @Test
    void whoCameFirstIsLetInFirstAndNobodyOvertakes() {
        var gate = new Gate(1, 2, Clock.SYSTEM);
        assertThat(gate.enter(new Guest("a"))).isEqualTo(Admission.ADMITTED);
        assertThat(gate.enter(new Guest("b"))).isEqualTo(Admission.WAITING);
        assertThat(gate.enter(new Guest("c"))).isEqualTo(Admission.WAITING);
        assertThat(gate.enter(new Guest("d"))).isEqualTo(Admission.FULL);
        gate.leave();
        assertThat(gate.enter()).isEqualTo(Admission.FULL);
        assertThat(heard).containsExactly("b");
        gate.leave();
        assertThat(heard).containsExactly("b", "c");
        gate.leave();
        assertThat(gate.inside()).isZero();
        assertThat(gate.enter()).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void whoLeavesTheQueueHearsNothingMore() {
        var gate = new Gate(1, 2, Clock.SYSTEM);
        gate.enter();
        var impatient = new Guest("b");
        gate.enter(impatient);
        gate.enter(new Guest("c"));
        assertThat(gate.withdraw(impatient)).isTrue();
        assertThat(gate.withdraw(impatient)).isFalse();
        gate.leave();
        assertThat(heard).containsExactly("c");
    }

    @Test
    void limitsChangeWhileItIsInUse() {
        var gate = new Gate(1, 9, Clock.SYSTEM);
        gate.enter();
        for (var name : List.of("b", "c", "d", "e")) {
            gate.enter(new Guest(name));
        }
        gate.limits(3, 9);
        assertThat(heard).containsExactly("b", "c");
        gate.limits(1, 1);
        gate.leave();
        gate.leave();
        assertThat(heard).containsExactly("b", "c");
        assertThat(gate.inside()).isEqualTo(1);
        assertThat(gate.enter(new Guest("f"))).isEqualTo(Admission.FULL);
        gate.leave();
        assertThat(heard).containsExactly("b", "c", "d");
        assertThat(gate.waiting()).isEqualTo(1);
    }

    @Test
    void tenThousandMayWait() {
        int many = 10_000;
        var gate = new Gate(1, many, Clock.SYSTEM);
        gate.enter();
        var guests = IntStream.range(0, many).mapToObj(i -> new Guest("" + i)).toList();
        guests.forEach(guest -> assertThat(gate.enter(guest)).isEqualTo(Admission.WAITING));
        for (int i = 0; i < many; i += 2) {
            assertThat(gate.withdraw(guests.get(i))).isTrue();
        }
        for (int i = 0; i <= many / 2; i++) {
            gate.leave();
        }
        assertThat(heard).hasSize(many / 2).startsWith("1", "3", "5").endsWith("9999");
        assertThat(gate.inside()).isZero();
    }

    /**
     * One is inside and leaves (l), another comes (b) and gives up (w), a third comes (c), and the gate closes (x): in every order in
     * which these steps can come, each guest hears one thing, and at the end nobody is inside or waits.
     */
    @TestFactory
    List<DynamicTest> nobodyIsForgottenInAnyOrder() {
        var orders = new TreeSet<String>();
        permute("", "lbwcx", orders);
        return orders.stream()
                .filter(order -> order.indexOf('b') < order.indexOf('w'))
                .map(order -> DynamicTest.dynamicTest(order, () -> run(order)))
                .toList();
    }

    private static void permute(String done, String rest, Set<String> orders) {
        if (rest.isEmpty()) {
            orders.add(done);
        }
        for (int i = 0; i < rest.length(); i++) {
            permute(done + rest.charAt(i), rest.substring(0, i) + rest.substring(i + 1), orders);
        }
    }

    private void run(String order) throws InterruptedException {
        heard.clear();
        var gate = new Gate(1, 2, Clock.SYSTEM);
        assertThat(gate.enter()).isEqualTo(Admission.ADMITTED);
        var b = new Guest("b");
        var c = new Guest("c");
        var answers = new ArrayList<String>();
        for (int i = 0; i < order.length(); i++) {
            switch (order.charAt(i)) {
                case 'l' -> gate.leave();
                case 'b' -> answers.add("b " + gate.enter(b));
                case 'c' -> answers.add("c " + gate.enter(c));
                case 'w' -> {
                    if (gate.withdraw(b)) {
                        heard.add("w");
                    }
                }
                default -> gate.close();
            }
        }
        long inside = gate.inside();
        for (int i = 0; i < inside; i++) {
            gate.leave();
        }
        long waited = answers.stream().filter(answer -> answer.endsWith("WAITING")).count();
        assertThat(heard).as("%s %s", order, answers).hasSize((int) waited).doesNotHaveDuplicates();
        assertThat(gate.waiting()).isZero();
        assertThat(gate.awaitEmpty(Duration.ZERO)).isTrue();
    }
}
