package dev.rowhouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a run found, with what a reader needs to judge it. */
final class Report {
    private final List<String> head = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();

    /**
     * A report without tables.
     *
     * @param command what was asked for
     * @param began when
     * @param machine what it is measured on, before it began
     */
    Report(String command, Instant began, List<String> machine) {
        head.addAll(List.of("# Density and speed", "",
                "`%s`, %s".formatted(command, began.truncatedTo(ChronoUnit.SECONDS)), ""));
        machine.forEach(line -> head.add("- " + line));
        head.addAll(List.of("",
                "Median (smallest – largest) of the rounds of this run; `×` is how many times Rowhouse's figure a rival's is.",
                ""));
    }

    void add(List<Table> more) {
        tables.addAll(more);
    }

    /** Whether every subject of every table was measured. */
    boolean isComplete() {
        return tables.stream().allMatch(table -> table.failures().isEmpty());
    }

    /**
     * In Markdown.
     *
     * @param libraries folders of jars that were measured, in the order in which they are shown
     * @throws IOException if a folder can't be read
     */
    List<String> write(List<Path> libraries) throws IOException {
        List<String> text = new ArrayList<>(head);
        tables.forEach(table -> {
            text.addAll(table.write());
            text.add("");
        });
        text.addAll(List.of("## Goals", ""));
        tables.forEach(table -> table.rows()
                .forEach(row -> row.isMet()
                        .ifPresent(met -> text.add("- %s: %s, %s: %s".formatted(met ? "met" : "**missed**",
                                table.title(), row.what(), row.write().getLast())))));
        text.addAll(List.of("", "## Every value", ""));
        tables.forEach(table -> text.addAll(values(table)));
        text.addAll(List.of("", "## Libraries", ""));
        for (var folder : libraries) {
            try (var jars = Files.list(folder)) {
                text.add("- `%s`: %s".formatted(folder.resolve("../..").normalize().getFileName(),
                        jars.map(jar -> jar.getFileName().toString().replaceFirst("\\.jar$", ""))
                                .sorted()
                                .collect(Collectors.joining(", "))));
            }
        }
        return text;
    }

    /** A time that no rival stands beside isn't written here either. */
    private static List<String> values(Table table) {
        List<String> text = new ArrayList<>();
        for (var row : table.rows()) {
            for (int i = 0; i < row.cells().size(); i++) {
                if (row.cells().get(i) instanceof Cell.Measured(var series) && row.isShown()) {
                    text.add("- %s, %s, %s: %s".formatted(table.title(), row.what(), table.subjects().get(i),
                            series.values().stream().map(row.unit()::write).collect(Collectors.joining(", "))));
                }
            }
        }
        return text;
    }
}
