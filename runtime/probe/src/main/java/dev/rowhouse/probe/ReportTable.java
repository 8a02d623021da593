package dev.rowhouse.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A report for people: a line for each instance, one for what was done to it, one for each thing that was found. */
public final class ReportTable {
    private ReportTable() {}

    /** The lines, columns aligned. */
    public static List<String> of(Report report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("INSTANCE", "REQUESTS", "PER SECOND", "P50 MS", "P90 MS", "P99 MS", "MAX MS", "AWAY", "FAILED",
                "FOREIGN"));
        report.instances().forEach(instance -> rows.add(row(report, instance)));
        var lines = new ArrayList<>(aligned(rows));
        report.changes()
                .forEach(change -> lines.add("%s '%s': %d times, at most %d ms".formatted(change.name(),
                        change.instance(), change.times(), change.longest().toMillis())));
        report.findings().forEach(finding -> lines.add("LEAK: " + finding));
        report.failures().forEach(failure -> lines.add("FAILURE: " + failure));
        lines.add(number("%d requests in %.1f s (%.0f per second), %d checks (%.0f per second): %d leaks, %d failures",
                report.requests(), report.took().toMillis() / 1000.0, report.perSecond(report.requests()),
                report.checks(), report.perSecond(report.checks()), report.findings().size(),
                report.failures().size()));
        return lines;
    }

    private static List<String> row(Report report, Report.Visited instance) {
        var latency = instance.latency();
        return List.of(instance.name(), Long.toString(instance.requests()),
                number("%.0f", report.perSecond(instance.requests())), millis(latency.p50()), millis(latency.p90()),
                millis(latency.p99()), millis(latency.max()), Long.toString(instance.away()),
                Long.toString(instance.failed()), Long.toString(instance.foreign()));
    }

    private static String millis(Duration duration) {
        return number("%.2f", duration.toNanos() / 1e6);
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static List<String> aligned(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (var cells : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], cells.get(i).length());
            }
        }
        return rows.stream().map(cells -> line(cells, widths)).toList();
    }

    /** Names to the left, numbers to the right. */
    private static String line(List<String> cells, int[] widths) {
        var line = new StringBuilder(cells.getFirst());
        line.repeat(' ', widths[0] - cells.getFirst().length());
        Stream.iterate(1, i -> i < widths.length, i -> i + 1)
                .forEach(i -> line.append("  ").repeat(' ', widths[i] - cells.get(i).length()).append(cells.get(i)));
        return line.toString();
    }
}
