package dev.rowhouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What it costs to find who answers and to let them: requests that are answered with one word, over real connections. */
final class Dispatch implements Benchmark {
    private static final String ROWHOUSE = "Rowhouse";
    private static final String WHOLE = "Rowhouse, fair-share = off";
    private static final String UNDERTOW = "Undertow, no mounts";
    private static final String TOMCAT = "Tomcat";
    private static final List<String> FLAGS = List.of("-Xmx1g", "-XX:+UseCompactObjectHeaders");
    private static final String ONE = "1 mount";

    /** @param figure where its figures are kept */
    private record Way(String listener, String what, String figure) {
        static final Way IO = new Way("io", "I/O-thread handler", "io");
        static final Way THREAD = new Way("thread", "virtual-thread handler (rivals: their workers)", "thread");
    }

    @Override
    public List<Table> measure(Setting setting) throws InterruptedException, IOException {
        try (var folder = TemporaryFolder.create(); var subjects = new LoadedSubjects(setting)) {
            var contenders = List.of(
                    contender(ROWHOUSE, setting, counts -> rowhouse(setting, folder, counts, true), subjects),
                    contender(WHOLE, setting, counts -> rowhouse(setting, folder, counts, false), subjects),
                    contender(UNDERTOW, setting, _ -> undertow(setting), subjects),
                    contender(TOMCAT, setting, counts -> tomcat(setting, folder, counts), subjects));
            return List.of(table(setting, Rounds.run(setting.either(5, 3), contenders, setting.progress())));
        }
    }

    private static int many(Setting setting) {
        return setting.either(10_000, 1_000);
    }

    private static String mounts(Setting setting) {
        return "%,d mounts".formatted(many(setting));
    }

    /** Starts who is mounted so often. */
    private interface Opener {
        SubjectProcess open(int mounts) throws IOException;
    }

    private static Contender contender(String name, Setting setting, Opener opener, LoadedSubjects subjects) {
        return new Contender(name, () -> {
            Map<String, Double> figures = new HashMap<>();
            for (int count : new int[]{1, many(setting)}) {
                for (var way : List.of(Way.IO, Way.THREAD)) {
                    if (name.equals(TOMCAT) && way.equals(Way.IO)) {
                        continue;
                    }
                    // The one that has no mounts is the same JVM.
                    var subject = subjects.get(name.equals(UNDERTOW) ? name : name + count, () -> opener.open(count));
                    var path = name.equals(UNDERTOW) ? "/" : "/%s%d/".formatted(way.listener(), count);
                    var seen = subject.ask(name.startsWith(ROWHOUSE) ? "port" : way.listener(), path);
                    var mounts = count == 1 ? ONE : mounts(setting);
                    figures.put(way.figure() + mounts, seen.perSecond());
                    figures.put(way.figure() + mounts + "-processor", seen.nanosOfProcessor());
                }
            }
            return figures;
        });
    }

    private static Table table(Setting setting, Rounds rounds) {
        List<Row> rows = new ArrayList<>();
        for (var way : List.of(Way.IO, Way.THREAD)) {
            double goal = way.equals(Way.IO) ? 0.97 : 1.0;
            for (var mounts : List.of(ONE, mounts(setting))) {
                var figure = way.figure() + mounts;
                rows.add(rounds.row("%s, %s: answers".formatted(way.what(), mounts), Unit.PER_SECOND, figure));
                rows.add(beside(rounds, "the same, divided by Undertow's", Goal.atLeast(goal), figure));
                rows.add(rounds.row("the same: processor for each", Unit.NANOS, figure + "-processor"));
            }
        }
        return new Table("Dispatch", rounds.subjects(), rows, List.of(
                "%d connections on this machine, load by %s, JVMs that stay for all rounds, in turns"
                        .formatted(LoadedSubject.CONNECTIONS, Load.best().name()),
                "the instance, or context, that is asked is the last of all; the others rest",
                "Undertow has one handler and no mounts: the limit, whatever there is to be found",
                "flags: %s; of Rowhouse also what else conf/jvm.options says".formatted(String.join(" ", FLAGS))),
                rounds.failures());
    }

    /** Each round divided by the same round of Undertow, so that what else the machine did meets both. */
    private static Row beside(Rounds rounds, String what, Goal goal, String figure) {
        var limit = rounds.series(UNDERTOW, figure);
        var cells = rounds.subjects().stream().map(subject -> {
            var own = rounds.series(subject, figure);
            if (own.isEmpty() || limit.isEmpty() || subject.equals(UNDERTOW)) {
                return (Cell) new Cell.Absent();
            }
            int rounded = Math.min(own.get().values().size(), limit.get().values().size());
            return new Cell.Measured(new Series(IntStream.range(0, rounded)
                    .mapToObj(i -> own.get().values().get(i) / limit.get().values().get(i))
                    .toList()));
        }).toList();
        return new Row(what, Unit.RATIO, Optional.of(goal), cells);
    }

    private static SubjectProcess rowhouse(Setting setting, TemporaryFolder folder, int count, boolean fair)
            throws IOException {
        var name = "hello-%d-%s".formatted(count, fair);
        var file = Files.writeString(folder.path().resolve(name + ".conf"), composite(setting, count, fair));
        var options = Stream.concat(setting.launcherFlags().stream(), FLAGS.stream()).toList();
        return SubjectProcess.start(setting, name, options, setting.ownClassPath(),
                List.of(RowhouseSubject.class.getName(), file.toString()));
    }

    private static String composite(Setting setting, int count, boolean fair) {
        var jar = setting.home().resolve("runtime/bench/shop/target/rowhouse-bench-shop.jar");
        return """
                listen = "127.0.0.1:0"
                fair-share = %s
                apps.io { path = "%s", class = "dev.rowhouse.bench.shop.HelloApp$OnIoThread" }
                apps.thread { path = "%s", class = dev.rowhouse.bench.shop.HelloApp }
                fleets.ios { count = %d, name = "io{n}", instance { app = io, mount = "/{instance}" } }
                fleets.threads { count = %d, name = "thread{n}", instance { app = thread, mount = "/{instance}" } }
                """.formatted(fair, jar, jar, count, count);
    }

    private static SubjectProcess undertow(Setting setting) throws IOException {
        return SubjectProcess.start(setting, UNDERTOW, FLAGS, setting.rivalClassPath("undertow"),
                List.of("dev.rowhouse.bench.undertow.UndertowSubject"));
    }

    private static SubjectProcess tomcat(Setting setting, TemporaryFolder folder, int count) throws IOException {
        Path own = Files.createDirectories(folder.path().resolve("tomcat-" + count));
        return SubjectProcess.start(setting, TOMCAT, FLAGS, setting.rivalClassPath("tomcat"),
                List.of("dev.rowhouse.bench.tomcat.HelloSubject", own.toString(), Integer.toString(count)));
    }
}
