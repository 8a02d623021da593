package dev.rowhouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final List<String> order = new ArrayList<>();

    private Contender contender(String name) {
        return new Contender(name, () -> {
            order.add(name);
            return Map.of("turn", (double) order.size());
        });
    }

    private static Rounds run(int rounds, Contender... contenders) throws InterruptedException {
        return Rounds.run(rounds, List.of(contenders), new PrintWriter(Writer.nullWriter()));
    }

    @Test
    void measuresInTurns() throws InterruptedException {
        var run = run(2, contender("a"), contender("b"));
        assertThat(order).containsExactly("a", "b", "a", "b");
        assertThat(run.series("a", "turn")).contains(new Series(List.of(1.0, 3.0)));
        assertThat(run.row("turn", Unit.COUNT, "turn").cells()).containsExactly(
                new Cell.Measured(new Series(List.of(1.0, 3.0))), new Cell.Measured(new Series(List.of(2.0, 4.0))));
        assertThat(run.failures()).isEmpty();
    }

    @Test
    void goesOnWithoutTheOneThatFails() throws InterruptedException {
        var run = run(2, contender("a"), new Contender("b", () -> {
            order.add("b");
            throw new IOException("no room");
        }), contender("c"));
        assertThat(order).containsExactly("a", "b", "c", "a", "c");
        assertThat(run.failures()).containsExactly("b: java.io.IOException: no room");
        assertThat(run.row("turn", Unit.COUNT, Goal.atMost(1), "turn").cells().get(1)).isEqualTo(new Cell.Failed());
        assertThat(run.row("other", Unit.COUNT, "other").cells()).containsExactly(new Cell.Absent(), new Cell.Failed(),
                new Cell.Absent());
        assertThat(run.row("turn", Unit.COUNT, "turn").goal()).isEqualTo(Optional.empty());
    }
}
