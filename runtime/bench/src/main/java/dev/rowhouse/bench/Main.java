package dev.rowhouse.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code rowhouse bench}. */
@Command(name = "rowhouse bench", mixinStandardHelpOptions = true, description = "Measures density and speed beside what people use today, prints tables, and writes target/bench/report.md of the checkout.")
public final class Main implements Callable<Integer> {
    /** EX_USAGE of sysexits.h. */
    private static final int USAGE = 64;

    private final SequencedMap<String, Benchmark> benchmarks;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TABLE", description = "Which tables; all if none is named.")
    private List<String> names = List.of();

    @Option(names = "--quick", description = "Fewer rounds and smaller counts.")
    private boolean quick;

    @Option(names = "--home", paramLabel = "FOLDER", hidden = true, required = true, description = "The checkout.")
    private Path home;

    private Main(SequencedMap<String, Benchmark> benchmarks) {
        this.benchmarks = benchmarks;
    }

    /** What can be asked for, by name, in the order of the report. */
    private static SequencedMap<String, Benchmark> all() {
        var all = new LinkedHashMap<String, Benchmark>();
        all.put("density", new Density());
        all.put("dispatch", new Dispatch());
        all.put("session", new SessionCost());
        all.put("start", new Start());
        all.put("requests", new Requests());
        return all;
    }

    /**
     * Measures, and ends with 0, or 1 if something could not be measured.
     *
     * @param arguments as {@code rowhouse bench --help} says
     */
    public static void main(String[] arguments) {
        System.exit(run(all(), new PrintWriter(System.out, true, System.out.charset()),
                new PrintWriter(System.err, true, System.err.charset()), arguments));
    }

    /** Measures and returns the status. */
    static int run(SequencedMap<String, Benchmark> benchmarks, PrintWriter out, PrintWriter err, String... arguments) {
        var line = new CommandLine(new Main(benchmarks)).setOut(out).setErr(err);
        line.getCommandSpec().exitCodeOnInvalidInput(USAGE);
        return line.execute(arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var out = spec.commandLine().getOut();
        var wanted = names.isEmpty() ? List.copyOf(benchmarks.keySet()) : names.stream().distinct().toList();
        if (!benchmarks.keySet().containsAll(wanted)) {
            throw new ParameterException(spec.commandLine(),
                    "there are the tables %s".formatted(String.join(", ", benchmarks.keySet())));
        }
        var setting = new Setting(home.toRealPath(), quick, out);
        var command = "rowhouse bench %s%s".formatted(String.join(" ", wanted), quick ? " --quick" : "");
        var report = new Report(command, Instant.now(), Machine.describe());
        var file = setting.folder().resolve("report.md");
        Files.createDirectories(setting.folder());
        for (var name : wanted) {
            out.println(name);
            var tables = measure(name, setting);
            report.add(tables);
            tables.forEach(table -> {
                out.println();
                table.write().forEach(out::println);
            });
            out.println();
            Files.write(file, report.write(setting.libraries()));
        }
        out.println("report: " + file);
        return report.isComplete() ? 0 : 1;
    }

    /** What one can't measure at all is no reason to keep back what others can. */
    private List<Table> measure(String name, Setting setting) throws InterruptedException {
        try {
            return Objects.requireNonNull(benchmarks.get(name)).measure(setting);
        } catch (IOException | RuntimeException e) {
            return List.of(new Table(name, List.of(), List.of(), List.of(), List.of(e.toString())));
        }
    }
}
