package dev.rowhouse.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long it takes until a further instance of the shop answers, and until a process does, beside the same shop hosted otherwise. */
final class Start implements Benchmark {
    /** As users start them, but for small headers, which Rowhouse's file asks for. */
    private static final List<String> FLAGS = List.of("-XX:+UseCompactObjectHeaders");
    private static final int LAZY = 1_000;
    /** Instances that are started and asked before it counts. */
    private static final int EARLIER = 200;

    @Override
    public List<Table> measure(Setting setting) throws InterruptedException {
        return List.of(instances(setting), processes(setting));
    }

    private static Table instances(Setting setting) throws InterruptedException {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender("Rowhouse", () -> rowhouse(setting)));
        WarServer.all().forEach(server -> contenders.add(new Contender(server.name(), () -> war(setting, server))));
        contenders.add(new Contender(SpringBoot.NAME, () -> springToAnswer(setting)));
        var rounds = Rounds.run(setting.either(3, 1), contenders, setting.progress());
        var rows = List.of(rounds.row("start, median", Unit.MILLIS, Goal.atMost(2), "start"),
                rounds.row("first request to a cold instance, median", Unit.MILLIS, Goal.atMost(10), "cold"),
                rounds.row("the same, 99 of 100", Unit.MILLIS, "cold99"));
        List<String> notes = new ArrayList<>(List.of(
                "Rowhouse: %d instances started, %d others asked first while they are cold, after %d of each that don't count"
                        .formatted(further(setting), further(setting), EARLIER),
                "%s: the process, until it serves; until it has answered".formatted(SpringBoot.NAME)));
        WarServer.all()
                .forEach(server -> notes.add("%s: %d deployed; deployed and asked, after %d that don't count"
                        .formatted(server.name(), server.counts(setting).further(), server.counts(setting).few())));
        notes.add("flags: " + String.join(" ", FLAGS) + "; of Rowhouse also what else conf/jvm.options says");
        return new Table("Start: a further instance", rounds.subjects(), rows, notes, rounds.failures());
    }

    private static Table processes(Setting setting) throws InterruptedException {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender("Rowhouse", () -> {
            // The first round makes it, if no earlier start has.
            makeCache(setting);
            return serve(setting, true);
        }));
        contenders.add(new Contender("Rowhouse, without a cache", () -> serve(setting, false)));
        contenders.add(new Contender(SpringBoot.NAME, () -> spring(setting)));
        var rounds = Rounds.run(setting.either(5, 2), contenders, setting.progress());
        var crowd = "the same, %,d cold mounts (rival: 1)".formatted(crowd(setting));
        var rows = List.of(rounds.row("process start to ready, 1 instance", Unit.MILLIS, "one"),
                rounds.row("the same, 1,000 lazy instances (rival: 1)", Unit.MILLIS, Goal.atMost(500), "lazy"),
                setting.quick() ? rounds.row(crowd, Unit.MILLIS, "crowd")
                        : rounds.row(crowd, Unit.MILLIS, Goal.atMost(5_000), "crowd"));
        return new Table("Start: a process", rounds.subjects(), rows, List.of(
                "Rowhouse: from the start of runtime/bin/rowhouse serve to its line 'ready', with the JVM's cache that an earlier start has made; without a cache: with ROWHOUSE_AOT=off",
                "%s: java -cp, from its start until it serves; flags: %s".formatted(SpringBoot.NAME,
                        String.join(" ", FLAGS))),
                rounds.failures());
    }

    private static int crowd(Setting setting) {
        return setting.either(100_000, 10_000);
    }

    private static int further(Setting setting) {
        return setting.either(1_000, 400);
    }

    /** The first half is started, the second asked; the first of each do not count. */
    private static Map<String, Double> rowhouse(Setting setting) throws IOException, InterruptedException {
        int each = EARLIER + further(setting);
        try (var folder = TemporaryFolder.create();
                var subject = Density.rowhouse(setting, folder, FLAGS, 2 * each);
                var visitor = new Visitor(port(subject))) {
            subject.ask("start " + Shops.names(1, EARLIER + 1));
            for (int i = 1; i <= EARLIER; i++) {
                visitor.visit(Shops.path(each + i));
            }
            var started = subject.ask("start " + Shops.names(EARLIER + 1, each + 1));
            List<Double> millis = new ArrayList<>();
            for (int i = EARLIER + 1; i <= each; i++) {
                millis.add(visitor.visit(Shops.path(each + i)));
            }
            return figures(started.getOrDefault("median", Double.NaN), millis);
        }
    }

    private static Map<String, Double> war(Setting setting, WarServer server) throws IOException, InterruptedException {
        var counts = server.counts(setting);
        try (var folder = TemporaryFolder.create();
                var subject = server.start(setting, folder.path(), FLAGS);
                var visitor = new Visitor(port(subject))) {
            List<Double> starts = new ArrayList<>();
            List<Double> answers = new ArrayList<>();
            for (int i = 0; i < counts.many(); i++) {
                long began = System.nanoTime();
                subject.ask("deploy i" + i);
                double start = millisSince(began);
                double answer = start + visitor.visit(Shops.path(i));
                if (i >= counts.few()) {
                    starts.add(start);
                    answers.add(answer);
                }
            }
            return figures(new Series(starts).median(), answers);
        }
    }

    private static Map<String, Double> figures(double start, List<Double> answers) {
        return Map.of("start", start, "cold", new Series(answers).median(), "cold99", Series.percentile(answers, 0.99));
    }

    private static Map<String, Double> springToAnswer(Setting setting) throws IOException, InterruptedException {
        long began = System.nanoTime();
        try (var subject = SpringBoot.start(setting, FLAGS)) {
            int port = port(subject);
            double start = millisSince(began);
            try (var visitor = new Visitor(port)) {
                return Map.of("start", start, "cold", start + visitor.visit(SpringBoot.PATH));
            }
        }
    }

    private static Map<String, Double> spring(Setting setting) throws IOException, InterruptedException {
        var ready = springToAnswer(setting).getOrDefault("start", Double.NaN);
        return Map.of("one", ready, "lazy", ready, "crowd", ready);
    }

    private static void makeCache(Setting setting) throws IOException, InterruptedException {
        try (var folder = TemporaryFolder.create();
                var served = ServedComposite.serve(setting, Shops.composite(setting, folder.path(), 1), true)) {
            served.awaitCache();
        }
    }

    private static Map<String, Double> serve(Setting setting, boolean cached) throws IOException, InterruptedException {
        Map<String, Double> figures = new HashMap<>();
        figures.put("one", serve(setting, 1, cached));
        figures.put("lazy", serve(setting, LAZY, cached));
        figures.put("crowd", serve(setting, crowd(setting), cached));
        return figures;
    }

    /** It counts if it has told the truth. */
    private static double serve(Setting setting, int count, boolean cached) throws IOException, InterruptedException {
        try (var folder = TemporaryFolder.create();
                var served = ServedComposite.serve(setting, Shops.composite(setting, folder.path(), count), cached);
                var visitor = new Visitor(served.port())) {
            visitor.visit(Shops.path(count));
            return served.millisToReady();
        }
    }

    private static int port(SubjectProcess subject) throws IOException {
        return subject.ask("port").getOrDefault("port", 0.0).intValue();
    }

    private static double millisSince(long began) {
        return (System.nanoTime() - began) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
