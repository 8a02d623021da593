package dev.rowhouse.probe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        lines.add("%d requests in %s s (%s per second), %d checks (%s per second): %d leaks, %d failures".formatted(
                report.requests(), decimal(report.took().toMillis() / 1000.0, 1),
                decimal(report.perSecond(report.requests()), 0), report.checks(),
                decimal(report.perSecond(report.checks()), 0), report.findings().size(), report.failures().size()));
        return lines;
    }

    private static List<String> row(Report report, Report.Visited instance) {
        var latency = instance.latency();
        return List.of(instance.name(), Long.toString(instance.requests()),
                decimal(report.perSecond(instance.requests()), 0), millis(latency.p50()), millis(latency.p90()),
                millis(latency.p99()), millis(latency.max()), Long.toString(instance.away()),
                Long.toString(instance.failed()), Long.toString(instance.foreign()));
    }

    private static String millis(Duration duration) {
        return decimal(duration.toNanos() / 1e6, 2);
    }

    private static String decimal(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).toPlainString();
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
