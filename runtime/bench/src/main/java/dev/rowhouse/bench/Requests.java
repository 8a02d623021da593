package dev.rowhouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Requests of a real app: the list of articles of conduit, beside the same API on Spring Boot and Spring Data JPA. */
final class Requests implements Benchmark {
    private static final String ROWHOUSE = "Rowhouse";
    private static final String SPRING = "Spring Boot, Spring Data JPA";
    private static final List<String> FLAGS = List.of("-Xmx1g", "-XX:+UseCompactObjectHeaders");
    private static final String ANSWERS = "answers";
    private static final String PROCESSOR = "processor";

    @Override
    public List<Table> measure(Setting setting) throws InterruptedException, IOException {
        try (var folder = TemporaryFolder.create(); var subjects = new LoadedSubjects(setting)) {
            var ours = Files.createDirectories(folder.path().resolve("rowhouse"));
            var theirs = Files.createDirectories(folder.path().resolve("spring"));
            Blog.write(setting, ours);
            Blog.copy(ours, theirs);
            var contenders = List.of(
                    new Contender(ROWHOUSE,
                            () -> ask(subjects.get(ROWHOUSE, () -> rowhouse(setting, ours)), Blog.MOUNT + Blog.LIST)),
                    new Contender(SPRING, () -> ask(subjects.get(SPRING, () -> spring(setting, theirs)), Blog.LIST)));
            return List.of(table(Rounds.run(setting.either(7, 3), contenders, setting.progress())));
        }
    }

    private static Map<String, Double> ask(LoadedSubject subject, String path)
            throws IOException, InterruptedException {
        var seen = subject.ask("port", path);
        return Map.of(ANSWERS, seen.perSecond(), PROCESSOR, seen.nanosOfProcessor());
    }

    private static Table table(Rounds rounds) {
        var rows = Stream
                .of(rounds.row("GET /api/articles?limit=20: answers", Unit.PER_SECOND, ANSWERS), ratio(rounds),
                        rounds.row("processor for each", Unit.NANOS, PROCESSOR))
                .toList();
        return new Table("Requests: conduit's list of articles", rounds.subjects(), rows, List.of(
                "%d connections on this machine, load by %s, JVMs that stay for all rounds, in turns"
                        .formatted(LoadedSubject.CONNECTIONS, Load.best().name()),
                Blog.describe(),
                "%s: a page with its authors in one query, the tags of all in another, virtual threads, 8 connections"
                        .formatted(SPRING),
                "flags: %s; of Rowhouse also what else conf/jvm.options says".formatted(String.join(" ", FLAGS))),
                rounds.failures());
    }

    /** Each round divided by the rival's of the same round. */
    private static Row ratio(Rounds rounds) {
        var ours = rounds.series(ROWHOUSE, ANSWERS).map(Series::values).orElse(List.of());
        var theirs = rounds.series(SPRING, ANSWERS).map(Series::values).orElse(List.of());
        int both = Math.min(ours.size(), theirs.size());
        Cell cell = both == 0 ? new Cell.Failed()
                : new Cell.Measured(
                        new Series(IntStream.range(0, both).mapToObj(i -> ours.get(i) / theirs.get(i)).toList()));
        return new Row("answers, divided by the rival's", Unit.RATIO, Optional.of(Goal.atLeast(1.3)),
                List.of(cell, new Cell.Absent()));
    }

    private static SubjectProcess rowhouse(Setting setting, Path folder) throws IOException {
        var options = Stream.concat(setting.launcherFlags().stream(), FLAGS.stream()).toList();
        return SubjectProcess.start(setting, "conduit", options, setting.ownClassPath(),
                List.of(RowhouseSubject.class.getName(), Blog.composite(setting, folder).toString()));
    }

    private static SubjectProcess spring(Setting setting, Path folder) throws IOException {
        return SubjectProcess.start(setting, "conduit-spring", FLAGS, setting.rivalClassPath("conduit"),
                List.of("dev.rowhouse.bench.conduit.ConduitSubject", "--spring.datasource.url=" + Blog.url(folder),
                        "--spring.datasource.username=sa"));
    }
}
