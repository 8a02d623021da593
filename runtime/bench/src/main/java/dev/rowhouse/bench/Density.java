package dev.rowhouse.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a further instance of the shop costs, after one request, beside the same shop hosted otherwise. */
final class Density implements Benchmark {
    /** Stated for all: small headers, and collections that leave nothing. */
    private static final List<String> FLAGS = List.of("-XX:+UseCompactObjectHeaders", "-XX:+UseSerialGC");
    /** Instances that are there before the further ones are counted. */
    private static final int FEW = 200;
    /** What 10,000 used instances have to fit into, so that the process stays below its goal. */
    private static final String HEAP_OF_MANY = "-Xmx1700m";
    private static final String USED_CROWD = "Rowhouse, a used crowd";
    private static final String COLD_CROWD = "Rowhouse, a cold crowd";
    private static final String RSS = "rss";
    private static final String UNUSED = "unused";
    private static final String COLD = "cold";
    /** As few as none: what one class for all adds, divided by the instances, is not one for each. */
    private static final double NONE = 0.01;

    @Override
    public List<Table> measure(Setting setting) throws InterruptedException {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender("Rowhouse", () -> rowhouse(setting)));
        WarServer.all().forEach(server -> contenders.add(new Contender(server.name(), () -> war(setting, server))));
        contenders.add(new Contender(SpringBoot.NAME, () -> spring(setting)));
        return List.of(table(setting, Rounds.run(setting.either(3, 1), contenders, setting.progress())),
                crowds(setting));
    }

    private static int many(Setting setting) {
        return setting.either(1_200, 600);
    }

    private static Table table(Setting setting, Rounds rounds) {
        var rows = List.of(rounds.row("heap + metaspace, used", Unit.BYTES, Goal.atMost(90 * Unit.KB), "memory"),
                rounds.row("of this: heap", Unit.BYTES, "heap"),
                rounds.row("of this: metaspace", Unit.BYTES, "metaspace"),
                rounds.row("heap, started but unused", Unit.BYTES, Goal.atMost(40 * Unit.KB), UNUSED),
                rounds.row("heap, cold: mounted only", Unit.BYTES, Goal.atMost(2 * Unit.KB), COLD),
                rounds.row("threads", Unit.COUNT, Goal.atMost(NONE), "threads"),
                rounds.row("classes", Unit.COUNT, Goal.atMost(NONE), "classes"),
                rounds.row("resident memory", Unit.BYTES, RSS));
        List<String> notes = new ArrayList<>(
                List.of("what each further instance adds, after one request; Rowhouse: from %d to %d instances"
                        .formatted(FEW, many(setting)), "%s: all that the JVM uses".formatted(SpringBoot.NAME)));
        WarServer.all()
                .forEach(server -> notes.add("%s: from %d to %d instances".formatted(server.name(),
                        server.counts(setting).few(), server.counts(setting).many())));
        notes.add("flags: %s; of Rowhouse also what else conf/jvm.options says".formatted(String.join(" ", FLAGS)));
        return new Table("Density: a further instance", rounds.subjects(), rows, notes, rounds.failures());
    }

    /** What is cold costs something too, before it is started: that can be seen between two composites only, since mounts are there from the beginning. */
    private static Map<String, Double> rowhouse(Setting setting) throws IOException, InterruptedException {
        int count = many(setting);
        int further = count - FEW;
        int cold = setting.either(10_000, 5_000);
        var mounted = mounted(setting, FEW + cold).since(mounted(setting, FEW), cold);
        try (var folder = TemporaryFolder.create(); var subject = rowhouse(setting, folder, FLAGS, count)) {
            int port = subject.ask("port").getOrDefault("port", 0.0).intValue();
            subject.ask("start " + Shops.names(1, FEW + 1));
            visit(port, 1, FEW + 1);
            var before = Consumption.of(subject);
            subject.ask("start " + Shops.names(FEW + 1, count + 1));
            var unused = Consumption.of(subject).since(before, further);
            visit(port, FEW + 1, count + 1);
            var used = Consumption.of(subject).since(before, further);
            var figures = new HashMap<>(used.plus(mounted).figures());
            figures.put(UNUSED, unused.plus(mounted).heap());
            figures.put(COLD, mounted.heap());
            return figures;
        }
    }

    private static Consumption mounted(Setting setting, int count) throws IOException {
        try (var folder = TemporaryFolder.create(); var subject = rowhouse(setting, folder, FLAGS, count)) {
            return Consumption.of(subject);
        }
    }

    /** A composite of so many instances, none of them started. */
    static SubjectProcess rowhouse(Setting setting, TemporaryFolder folder, List<String> flags, int count)
            throws IOException {
        var options = Stream.concat(setting.launcherFlags().stream(), flags.stream()).toList();
        return SubjectProcess.start(setting, "Rowhouse", options, setting.ownClassPath(),
                List.of(RowhouseSubject.class.getName(), Shops.composite(setting, folder.path(), count).toString()));
    }

    /** Many at once: each in a JVM of its own, once. A crowd that is not the one that a goal speaks of meets none. */
    private static Table crowds(Setting setting) throws InterruptedException {
        int used = setting.either(10_000, 2_000);
        int cold = setting.either(100_000, 10_000);
        var run = Rounds.run(1, List.of(new Contender(USED_CROWD, () -> used(setting, used)),
                new Contender(COLD_CROWD, () -> cold(setting, cold))), setting.progress());
        var rows = List.of(
                crowd(run, USED_CROWD, "%,d used instances in one JVM".formatted(used),
                        setting.quick() ? Optional.empty() : Optional.of(Goal.atMost(2 * Unit.KB * Unit.MB))),
                crowd(run, COLD_CROWD, "%,d cold mounts, served".formatted(cold),
                        setting.quick() ? Optional.empty() : Optional.of(Goal.atMost(512 * Unit.MB))));
        return new Table("Density: resident memory of many instances", List.of("Rowhouse"), rows,
                List.of("used: flags %s %s, after one request each".formatted(String.join(" ", FLAGS), HEAP_OF_MANY),
                        "cold: runtime/bin/rowhouse serve, when it says that it is ready; flags as it gives them"),
                run.failures());
    }

    private static Row crowd(Rounds run, String subject, String what, Optional<Goal> goal) {
        return new Row(what, Unit.BYTES, goal,
                List.of(run.series(subject, RSS).<Cell>map(Cell.Measured::new).orElseGet(Cell.Failed::new)));
    }

    private static Map<String, Double> used(Setting setting, int count) throws IOException, InterruptedException {
        var flags = Stream.concat(FLAGS.stream(), Stream.of(HEAP_OF_MANY)).toList();
        try (var folder = TemporaryFolder.create(); var subject = rowhouse(setting, folder, flags, count)) {
            visit(subject.ask("port").getOrDefault("port", 0.0).intValue(), 1, count + 1);
            return Map.of(RSS, ResidentSet.of(subject.handle()).orElseThrow());
        }
    }

    private static Map<String, Double> cold(Setting setting, int count) throws IOException {
        try (var folder = TemporaryFolder.create();
                var served = ServedComposite.serve(setting, Shops.composite(setting, folder.path(), count), true)) {
            return Map.of(RSS, ResidentSet.of(served.handle()).orElseThrow());
        }
    }

    private static Map<String, Double> war(Setting setting, WarServer server) throws IOException, InterruptedException {
        var counts = server.counts(setting);
        try (var folder = TemporaryFolder.create(); var subject = server.start(setting, folder.path(), FLAGS)) {
            int port = subject.ask("port").getOrDefault("port", 0.0).intValue();
            subject.ask("deploy " + Shops.names(0, counts.few()));
            visit(port, 0, counts.few());
            var before = Consumption.of(subject);
            subject.ask("deploy " + Shops.names(counts.few(), counts.many()));
            var unused = Consumption.of(subject);
            visit(port, counts.few(), counts.many());
            var figures = new HashMap<>(Consumption.of(subject).since(before, counts.further()).figures());
            figures.put(UNUSED, unused.since(before, counts.further()).heap());
            return figures;
        }
    }

    private static Map<String, Double> spring(Setting setting) throws IOException, InterruptedException {
        try (var subject = SpringBoot.start(setting, FLAGS)) {
            int port = subject.ask("port").getOrDefault("port", 0.0).intValue();
            var unused = Consumption.of(subject);
            try (var visitor = new Visitor(port)) {
                visitor.visit(SpringBoot.PATH);
            }
            var figures = new HashMap<>(Consumption.of(subject).figures());
            figures.put(UNUSED, unused.heap());
            return figures;
        }
    }

    /** Asks each instance of some once. */
    static void visit(int port, int from, int to) throws IOException, InterruptedException {
        try (var visitor = new Visitor(port)) {
            for (int i = from; i < to; i++) {
                visitor.visit(Shops.path(i));
            }
        }
    }
}
