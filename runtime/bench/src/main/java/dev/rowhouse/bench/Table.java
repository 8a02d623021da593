package dev.rowhouse.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was measured of Rowhouse and of its rivals, in one run.
 *
 * @param title what it is about
 * @param subjects whose figures there are: Rowhouse's, then its rivals'
 * @param rows what was measured
 * @param notes what a reader has to know: counts, flags of JVMs, what is not fair
 * @param failures which subjects could not be measured, and why
 */
record Table(String title, List<String> subjects, List<Row> rows, List<String> notes, List<String> failures) {
    Table {
        subjects = List.copyOf(subjects);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
        failures = List.copyOf(failures);
        for (var row : rows) {
            if (row.cells().size() != subjects.size()) {
                throw new IllegalArgumentException("%s: '%s' has %d figures for %d subjects".formatted(title,
                        row.what(), row.cells().size(), subjects.size()));
            }
        }
    }

    /** In Markdown, also legible as it is: columns are aligned. */
    List<String> write() {
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        head.addAll(subjects);
        head.add("goal");
        lines.add(head);
        rows.forEach(row -> lines.add(row.write()));
        var widths = IntStream.range(0, head.size())
                .map(column -> lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0))
                .toArray();
        List<String> text = new ArrayList<>(List.of("## " + title, ""));
        text.add(write(lines.getFirst(), widths));
        text.add(IntStream.of(widths).mapToObj("-"::repeat).reduce("|", (line, rule) -> line + "-" + rule + "-|"));
        lines.stream().skip(1).forEach(line -> text.add(write(line, widths)));
        if (!notes.isEmpty() || !failures.isEmpty()) {
            text.add("");
        }
        notes.forEach(note -> text.add("- " + note));
        failures.forEach(failure -> text.add("- **failed:** " + failure));
        return text;
    }

    private static String write(List<String> line, int[] widths) {
        var text = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            text.append(' ').append(line.get(i)).repeat(' ', widths[i] - line.get(i).length()).append(" |");
        }
        return text.toString();
    }
}
