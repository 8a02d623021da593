package dev.rowhouse.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TableTest {
    private static Cell measured(double... values) {
        return new Cell.Measured(new Series(DoubleStream.of(values).boxed().toList()));
    }

    private static Row row(Unit unit, Optional<Goal> goal, Cell... cells) {
        return new Row("thing", unit, goal, List.of(cells));
    }

    @Test
    void putsRatiosBesideRivals() {
        assertThat(row(Unit.BYTES, Optional.of(Goal.atMost(2048)), measured(1024, 2048, 3072), measured(3072),
                measured(102_400), new Cell.Failed(), new Cell.Absent()).write()).containsExactly("thing",
                        "2 KB (1 KB – 3 KB)", "3 KB; 1.50×", "100 KB; 50×", "failed", "", "≤ 2 KB: met");
    }

    @Test
    void writesNoTimeThatNoRivalStandsBeside() {
        var alone = row(Unit.MILLIS, Optional.of(Goal.atMost(2)), measured(3), new Cell.Failed());
        assertThat(alone.write()).containsExactly("thing", "no rival ran", "failed", "≤ 2 ms: missed");
        assertThat(row(Unit.MILLIS, Optional.empty(), measured(3), measured(6)).write()).containsExactly("thing",
                "3 ms", "6 ms; 2.00×", "");
    }

    @Test
    void meetsNoGoalWithoutAFigure() {
        assertThat(row(Unit.RATIO, Optional.of(Goal.atLeast(0.97)), measured(0.98)).isMet()).contains(true);
        assertThat(row(Unit.RATIO, Optional.of(Goal.atLeast(0.97)), measured(0.96)).isMet()).contains(false);
        assertThat(row(Unit.RATIO, Optional.of(Goal.atLeast(0.97)), new Cell.Failed()).isMet()).contains(false);
        assertThat(row(Unit.RATIO, Optional.empty(), measured(0.96)).isMet()).isEmpty();
    }

    @Test
    void alignsItsColumns() {
        var table = new Table("things", List.of("Rowhouse", "X"),
                List.of(row(Unit.COUNT, Optional.empty(), measured(0), measured(6700))), List.of("a note"),
                List.of("X: broke"));
        assertThat(table.write()).containsExactly("## things", "", //
                "|       | Rowhouse | X     | goal |", //
                "|-------|----------|-------|------|", //
                "| thing | 0        | 6,700 |      |", //
                "", "- a note", "- **failed:** X: broke");
    }

    @Test
    void hasAFigureForEachSubject() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table("things", List.of("Rowhouse", "X"),
                        List.of(row(Unit.COUNT, Optional.empty(), measured(1))), List.of(), List.of()))
                .withMessage("things: 'thing' has 1 figures for 2 subjects");
    }
}
