package dev.rowhouse.probe;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A report for programs: {@code {"seconds":30.0,"requests":...,"checks":...,"clean":true,"instances":[...],...}}. */
public final class JsonReport {
    private static final JsonMapper JSON = JsonMapper.shared();

    private JsonReport() {}

    private record Whole(
            double seconds,
            long requests,
            long checks,
            boolean clean,
            List<Instance> instances,
            List<Made> changes,
            List<Leak> leaks,
            List<Failure> failures) {}

    private record Instance(
            String name,
            long requests,
            double p50Millis,
            double p90Millis,
            double p99Millis,
            double maxMillis,
            long away,
            long failed,
            long foreign,
            List<Report.Asked> steps) {}

    private record Made(String instance, String name, long times, double longestMillis) {}

    private record Leak(
            Finding.Kind kind,
            String seenIn,
            String owner,
            String step,
            String request,
            String thread,
            String excerpt,
            int position,
            double afterMillis,
            long times) {}

    /** The report, in one line. */
    public static String of(Report report) {
        return JSON.writeValueAsString(new Whole(report.took().toMillis() / 1000.0, report.requests(), report.checks(),
                report.isClean(), report.instances().stream().map(JsonReport::instance).toList(),
                report.changes()
                        .stream()
                        .map(made -> new Made(made.instance(), made.name(), made.times(), millis(made.longest())))
                        .toList(),
                report.findings().stream().map(JsonReport::leak).toList(), report.failures()));
    }

    private static Instance instance(Report.Visited visited) {
        var latency = visited.latency();
        return new Instance(visited.name(), visited.requests(), millis(latency.p50()), millis(latency.p90()),
                millis(latency.p99()), millis(latency.max()), visited.away(), visited.failed(), visited.foreign(),
                visited.steps());
    }

    private static Leak leak(Finding found) {
        return new Leak(found.kind(), found.seenIn(), found.owner(), found.step(), found.request(), found.thread(),
                found.excerpt(), found.position(), millis(found.after()), found.times());
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
