package dev.rowhouse.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Contenders, measured in turns: one after another, and that several times, so that what else the machine does meets them all. One
 * that fails is out; the others go on. For use by one thread.
 */
final class Rounds {
    private final List<String> subjects = new ArrayList<>();
    private final SequencedMap<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();
    private final SequencedMap<String, String> failures = new LinkedHashMap<>();

    private Rounds() {}

    /**
     * Measures.
     *
     * @param rounds how often each is measured
     * @param contenders Rowhouse, then its rivals
     * @param progress is told who is measured
     * @throws InterruptedException if the thread is told to stop meanwhile
     */
    static Rounds run(int rounds, List<Contender> contenders, PrintWriter progress) throws InterruptedException {
        var run = new Rounds();
        contenders.forEach(contender -> run.subjects.add(contender.name()));
        for (int round = 1; round <= rounds; round++) {
            for (var contender : contenders) {
                if (!run.failures.containsKey(contender.name())) {
                    progress.printf("  round %d of %d: %s%n", round, rounds, contender.name());
                    progress.flush();
                    run.measure(contender, progress);
                }
            }
        }
        return run;
    }

    private void measure(Contender contender, PrintWriter progress) throws InterruptedException {
        try {
            var own = figures.computeIfAbsent(contender.name(), _ -> new TreeMap<>());
            contender.measurement()
                    .call()
                    .forEach((name, value) -> own.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            failures.put(contender.name(), e.toString());
            progress.printf("  failed: %s: %s%n", contender.name(), e);
        }
    }

    /** Who was measured. */
    List<String> subjects() {
        return List.copyOf(subjects);
    }

    /** Who failed, and why. */
    List<String> failures() {
        return failures.entrySet().stream().map(failure -> failure.getKey() + ": " + failure.getValue()).toList();
    }

    /** What was measured of one subject under a name; empty if nothing was. */
    Optional<Series> series(String subject, String figure) {
        return Optional.ofNullable(figures.getOrDefault(subject, Map.of()).get(figure)).map(Series::new);
    }

    /** A row of a figure that each subject has under the same name, or has not. */
    Row row(String what, Unit unit, String figure) {
        return row(what, unit, Optional.empty(), figure);
    }

    /** The same, with a goal for the first subject. */
    Row row(String what, Unit unit, Goal goal, String figure) {
        return row(what, unit, Optional.of(goal), figure);
    }

    private Row row(String what, Unit unit, Optional<Goal> goal, String figure) {
        return new Row(what, unit, goal, subjects.stream().map(subject -> cell(subject, figure)).toList());
    }

    /** A subject that failed in a later round keeps what it has; that it failed is said beside. */
    private Cell cell(String subject, String figure) {
        return series(subject, figure).<Cell>map(Cell.Measured::new)
                .orElse(failures.containsKey(subject) ? new Cell.Failed() : new Cell.Absent());
    }
}
