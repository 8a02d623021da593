package dev.rowhouse.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that was measured, of Rowhouse and of its rivals.
 *
 * @param what it is
 * @param unit what the figures count
 * @param goal what Rowhouse's figure should be, if somebody has said so
 * @param cells of Rowhouse, then of its rivals, in the order of the table's subjects
 */
record Row(String what, Unit unit, Optional<Goal> goal, List<Cell> cells) {
    Row {
        cells = List.copyOf(cells);
    }

    /** Rowhouse's median, if it was measured. */
    Optional<Double> ours() {
        return cells.getFirst() instanceof Cell.Measured(var series) ? Optional.of(series.median()) : Optional.empty();
    }

    /** Whether the goal is met; empty if there is none. A figure that is missing meets none. */
    Optional<Boolean> isMet() {
        return goal.map(wanted -> ours().map(wanted::isMetBy).orElse(false));
    }

    /** What the row says, column by column: what, Rowhouse, rivals with their ratio to it, the goal. */
    List<String> write() {
        List<String> columns = new ArrayList<>(List.of(what));
        columns.add(write(cells.getFirst()));
        cells.stream().skip(1).forEach(cell -> columns.add(write(cell) + ratio(cell)));
        columns.add(goal.map(wanted -> wanted.write(unit) + (isMet().orElseThrow() ? ": met" : ": missed")).orElse(""));
        return columns;
    }

    private String write(Cell cell) {
        return switch (cell) {
            case Cell.Absent _ -> "";
            case Cell.Failed _ -> "failed";
            case Cell.Measured _ when !isShown() -> "no rival ran";
            case Cell.Measured(var series) -> series.write(unit);
        };
    }

    private String ratio(Cell rival) {
        return rival instanceof Cell.Measured(var series) && unit != Unit.RATIO
                ? ours().filter(own -> own > 0).map(own -> "; " + factor(series.median() / own)).orElse("")
                : "";
    }

    /** Whether its figures may be written: time says nothing without a rival's. */
    boolean isShown() {
        return !unit.isTime() || cells.stream().skip(1).anyMatch(cell -> cell instanceof Cell.Measured);
    }

    private static String factor(double factor) {
        return factor >= 10 ? Unit.COUNT.write(Math.rint(factor)) + "×" : Unit.RATIO.write(factor) + "×";
    }
}
