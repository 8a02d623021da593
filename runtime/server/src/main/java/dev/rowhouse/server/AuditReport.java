package dev.rowhouse.server;

import dev.rowhouse.audit.Judged;
import dev.rowhouse.audit.Judged.Verdict;
import dev.rowhouse.audit.Severity;
import dev.rowhouse.config.AppName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an audit found, for people and for programs.
 *
 * @param composite the file
 * @param findings all of them: apps first, by name, then the file; worst first
 */
record AuditReport(String composite, List<Row> findings) {
    AuditReport {
        findings = List.copyOf(findings);
    }

    /**
     * A finding. This is also what {@code --json} shows, so names of components stay.
     *
     * @param app whose code it is in; empty for the file
     * @param name what it is accepted by
     * @param rule what was looked for
     * @param severity {@code high}, {@code medium}, {@code low}
     * @param verdict {@code open}, {@code accepted}, {@code separated}
     * @param file the source file, as its class names it, or a file of the composite
     * @param line counted from 1; 0 where there is none
     * @param detail what was found
     * @param why why it crosses walls
     * @param remedy what to do instead
     * @param reason why it was accepted; empty if it was not
     */
    record Row(
            String app,
            String name,
            String rule,
            String severity,
            String verdict,
            String file,
            int line,
            String detail,
            String why,
            String remedy,
            String reason) {
        private static Row of(String app, Judged judged) {
            var finding = judged.finding();
            var rule = finding.rule();
            return new Row(app, finding.name(), rule.key(), lower(finding.severity()), lower(judged.verdict()),
                    finding.place().file(), finding.place().line(), finding.detail(), rule.why(), rule.remedy(),
                    judged.reason());
        }

        private static String lower(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }

        boolean is(Severity wanted) {
            return severity.equals(lower(wanted));
        }

        boolean is(Verdict wanted) {
            return verdict.equals(lower(wanted));
        }

        private boolean isHint() {
            return !app.isEmpty() && is(Severity.LOW) && is(Verdict.OPEN) && !rule.equals("stale-acceptance");
        }

        private List<String> lines() {
            var place = line > 0 ? "%s:%d".formatted(file, line) : file;
            var lines = new ArrayList<>(List.of("%-6s  %s%s".formatted(severity.toUpperCase(Locale.ROOT),
                    app.isEmpty() ? "" : "app " + app + ": ", name), "        %s: %s".formatted(place, detail)));
            if (is(Verdict.OPEN)) {
                lines.add("        why: %s".formatted(why));
                lines.add("        instead: %s".formatted(remedy));
            } else {
                lines.add("        %s%s".formatted(verdict, reason.isEmpty() ? "" : ": " + reason));
            }
            return lines;
        }
    }

    static AuditReport of(String composite, Map<AppName, List<Judged>> apps, List<Judged> files) {
        var rows = new ArrayList<Row>();
        apps.forEach((app, judged) -> judged.forEach(one -> rows.add(Row.of(app.value(), one))));
        files.forEach(one -> rows.add(Row.of("", one)));
        return new AuditReport(composite, rows);
    }

    /** Whether something lets one instance see data of another, and nobody has accepted it. */
    boolean isSerious() {
        return findings.stream().anyMatch(row -> row.is(Verdict.OPEN) && row.is(Severity.HIGH));
    }

    String json() {
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(this);
    }

    /**
     * The lines that people read.
     *
     * @param all whether hints in code, and what was accepted or separated, are shown as well
     */
    List<String> lines(boolean all) {
        var lines = new ArrayList<String>();
        findings.stream()
                .filter(row -> all || (row.is(Verdict.OPEN) && !row.isHint()))
                .forEach(row -> lines.addAll(row.lines()));
        long hints = findings.stream().filter(Row::isHint).count();
        lines.add("%s: %d high, %d medium, %d low; %d accepted, %d separated%s".formatted(composite,
                count(Severity.HIGH), count(Severity.MEDIUM), count(Severity.LOW), count(Verdict.ACCEPTED),
                count(Verdict.SEPARATED), all || hints == 0 ? "" : "; --all shows %d more hints".formatted(hints)));
        return lines;
    }

    private long count(Severity severity) {
        return findings.stream().filter(row -> row.is(Verdict.OPEN) && row.is(severity)).count();
    }

    private long count(Verdict verdict) {
        return findings.stream().filter(row -> row.is(verdict)).count();
    }
}
