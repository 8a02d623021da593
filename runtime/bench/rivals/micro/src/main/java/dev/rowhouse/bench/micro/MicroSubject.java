package dev.rowhouse.bench.micro;

import dev.rowhouse.bench.subject.Subject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks of this package, each in a JVM of its own. */
public final class MicroSubject {
    private static final String MEDIAN = "-median";
    private static final List<String> FIGURES = List.of("", MEDIAN, "-bytes");

    private MicroSubject() {}

    /**
     * Answers {@code measure ITERATIONS}: nanoseconds of the fastest iteration, of the median, and bytes, by names.
     *
     * @param arguments a composite file with an instance {@code i1}
     */
    public static void main(String[] arguments) throws IOException {
        new Subject().on("measure", words -> measure(arguments[0], Integer.parseInt(words.getFirst()))).answer();
    }

    private static Map<String, Double> measure(String composite, int iterations) throws RunnerException {
        var options = new OptionsBuilder().include(SessionSpeed.class.getName())
                .param("composite", composite)
                .measurementIterations(iterations)
                .addProfiler(GCProfiler.class)
                .build();
        Map<String, Double> seen = new TreeMap<>();
        for (var result : new Runner(options).run()) {
            add(seen, result);
        }
        // What the call takes on the session itself is no part of the lookup.
        for (var rival : List.of("", "local-")) {
            for (var figure : FIGURES) {
                double lookup = of(seen, rival + "lookup" + figure) - of(seen, "itself-lookup" + figure);
                // Of bytes, what the one session took that was opened for all; of time, no less than none.
                seen.put(rival + "lookup" + figure, figure.equals("-bytes") ? Math.rint(lookup) : Math.max(0, lookup));
            }
        }
        seen.keySet().removeIf(name -> name.startsWith("itself"));
        FIGURES.forEach(figure -> seen.computeIfPresent("scope" + figure,
                (_, value) -> figure.equals("-bytes") ? Math.rint(value) : value));
        return seen;
    }

    private static double of(Map<String, Double> seen, String name) {
        return Objects.requireNonNull(seen.get(name), name);
    }

    /** {@code localLookup} becomes {@code local-lookup}. */
    private static void add(Map<String, Double> seen, RunResult result) {
        var name = result.getPrimaryResult().getLabel().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        var times = result.getPrimaryResult().getStatistics();
        seen.put(name, times.getMin());
        seen.put(name + MEDIAN, times.getPercentile(50));
        seen.put(name + "-bytes",
                Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore());
    }
}
