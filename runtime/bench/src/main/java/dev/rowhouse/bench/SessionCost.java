package dev.rowhouse.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What app code pays for having the right session: looking it up, and a scope around work that uses none. Measured with JMH. */
final class SessionCost implements Benchmark {
    private static final List<String> FLAGS = List.of("-Xmx512m");

    @Override
    public List<Table> measure(Setting setting) throws InterruptedException, IOException {
        try (var folder = TemporaryFolder.create()) {
            var composite = Shops.composite(setting, folder.path(), 1);
            var options = Stream.concat(setting.launcherFlags().stream(), FLAGS.stream()).toList();
            var contender = new Contender("all", () -> measure(setting, options, composite.toString()));
            return List.of(table(Rounds.run(1, List.of(contender), setting.progress())));
        }
    }

    private static Map<String, Double> measure(Setting setting, List<String> options, String composite)
            throws IOException {
        try (var subject = SubjectProcess.start(setting, "micro", options, setting.rivalClassPath("micro"),
                List.of("dev.rowhouse.bench.micro.MicroSubject", composite))) {
            return subject.ask("measure %d".formatted(setting.either(50, 15)));
        }
    }

    private static Table table(Rounds rounds) {
        var rows = List.of(row(rounds, "lookup in scope, fastest", Unit.NANOS, Goal.atMost(5), "lookup"),
                row(rounds, "lookup in scope, median", Unit.NANOS, Goal.atMost(5), "lookup-median"),
                row(rounds, "lookup in scope: memory", Unit.SINGLE_BYTES, Goal.atMost(0), "lookup-bytes"),
                row(rounds, "scope around nothing, fastest", Unit.NANOS, Goal.atMost(50), "scope"),
                row(rounds, "scope around nothing, median", Unit.NANOS, Goal.atMost(50), "scope-median"),
                row(rounds, "scope around nothing: memory", Unit.SINGLE_BYTES, Goal.atMost(64), "scope-bytes"));
        return new Table("Session", List.of("Rowhouse", "a ThreadLocal", "a bare ScopedValue"), rows, List.of(
                "JMH with -prof gc; the fastest and the median of iterations of 100 ms, because others use the machine too",
                "lookup: a call that reads one field of the session, through what is injected or the rival, without what it takes on the session itself",
                "scope: work.call around a task that returns a constant, while somebody is inside, as a request is; rivals: set and remove; where and call"),
                rounds.failures());
    }

    private static Row row(Rounds rounds, String what, Unit unit, Goal goal, String figure) {
        var cells = Stream.of("", "local-", "bare-")
                .map(prefix -> rounds.series("all", prefix + figure))
                .map(series -> {
                    if (series.isPresent()) {
                        return (Cell) new Cell.Measured(series.get());
                    }
                    return rounds.failures().isEmpty() ? new Cell.Absent() : new Cell.Failed();
                })
                .toList();
        return new Row(what, unit, Optional.of(goal), cells);
    }
}
