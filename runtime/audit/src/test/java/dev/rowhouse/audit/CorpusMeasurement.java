package dev.rowhouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Compares what the audit says of real libraries with what their sources say. Wants their jars: {@code mvn verify -Pcorpus}, see
 * runtime/audit/README.md.
 */
@EnabledIfSystemProperty(named = "rowhouse.corpus", matches = ".+")
class CorpusMeasurement {
    /** Below what was measured, so that the audit doesn't become worse unnoticed. */
    private static final double LEAST_PRECISION = 0.8;
    private static final double LEAST_RECALL = 0.9;

    private record Label(String library, String field, boolean shared) {}

    private record Found(String name, Finding finding) {}

    @Test
    void isMostlyRight() throws IOException {
        Map<String, Map<String, Finding>> found = new HashMap<>();
        var report = new ArrayList<String>();
        try (var jars = Files.list(Path.of(Objects.requireNonNull(System.getProperty("rowhouse.corpus"))))) {
            for (var jar : jars.sorted().toList()) {
                var name = jar.getFileName().toString().replaceAll("(?:-jvm)?-\\d.*", "");
                var findings = Audit.of(List.of(jar), List.of());
                var byField = new HashMap<String, Finding>();
                findings.stream()
                        .filter(finding -> finding.severity() != Severity.LOW && finding.rule().isAboutStatics())
                        .forEach(finding -> byField.put(withoutPackage(finding.place().subject()), finding));
                found.put(name, byField);
                report.add("%s: %d high, %d medium, %d low".formatted(jar.getFileName(), count(findings, Severity.HIGH),
                        count(findings, Severity.MEDIUM), count(findings, Severity.LOW)));
            }
        }
        int right = 0;
        var alarms = new ArrayList<Found>();
        var misses = new ArrayList<String>();
        var perRule = new TreeMap<String, int[]>();
        var labels = labels();
        for (var label : labels) {
            var finding = Objects.requireNonNull(found.get(label.library()), label.library()).get(label.field());
            if (finding != null) {
                perRule.computeIfAbsent(finding.rule().key(), _ -> new int[2])[label.shared() ? 0 : 1]++;
            }
            if (finding != null && label.shared()) {
                right++;
            } else if (finding != null) {
                alarms.add(new Found(label.library() + " " + label.field(), finding));
            } else if (label.shared()) {
                misses.add(label.library() + " " + label.field());
            }
        }
        double precision = (double) right / (right + alarms.size());
        double recall = (double) right / (right + misses.size());
        report.add("%d labels: precision %.3f, recall %.3f".formatted(labels.size(), precision, recall));
        perRule.forEach((rule, counts) -> report.add("%s: %d right, %d false".formatted(rule, counts[0], counts[1])));
        alarms.forEach(alarm -> report.add("false alarm: %s: %s".formatted(alarm.name(), alarm.finding().detail())));
        misses.forEach(miss -> report.add("missed: " + miss));
        Files.write(Path.of("target", "corpus.txt"), report);
        assertThat(precision).as(String.join("\n", report)).isGreaterThan(LEAST_PRECISION);
        assertThat(recall).as(String.join("\n", report)).isGreaterThan(LEAST_RECALL);
    }

    private static long count(List<Finding> findings, Severity severity) {
        return findings.stream().filter(finding -> finding.severity() == severity).count();
    }

    private static String withoutPackage(String subject) {
        int member = subject.lastIndexOf('.');
        return subject.substring(subject.lastIndexOf('.', member - 1) + 1);
    }

    private static List<Label> labels() throws IOException {
        try (var in = Objects.requireNonNull(CorpusMeasurement.class.getResourceAsStream("corpus.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split(" ", 4))
                    .map(parts -> new Label(parts[0], parts[1], parts[2].equals("shared")))
                    .toList();
        }
    }
}
