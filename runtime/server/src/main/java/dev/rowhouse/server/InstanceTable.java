package dev.rowhouse.server;

import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.Mount;
import dev.rowhouse.config.ShardedConfig;
import dev.rowhouse.instance.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Instances as a table for people: name, app, mounts, engines, phase. */
final class InstanceTable {
    private InstanceTable() {}

    /** What a line of the table is about. */
    record Row(InstanceConfig instance, Phase phase) {
        List<String> cells() {
            return List.of(instance.name().value(), instance.app().value(),
                    instance.mounts().stream().map(Mount::toString).collect(Collectors.joining(" ")), engines(),
                    phase.name());
        }

        /** Those of one database by name, {@code posts[a,b]} for one with shards, {@code blog/*} for a family. */
        private String engines() {
            var plain = instance.engines().keySet().stream().map(EngineName::value);
            var sharded = instance.sharded()
                    .values()
                    .stream()
                    .map(engine -> engine.shards()
                            .stream()
                            .map(ShardedConfig.Shard::name)
                            .collect(Collectors.joining(",", engine.name() + "[", "]")));
            var families = instance.families().keySet().stream().map(name -> name + "/*");
            return Stream.of(plain, sharded, families).flatMap(Function.identity()).collect(Collectors.joining(" "));
        }
    }

    /** The lines of the table, headings first, columns aligned. */
    static List<String> of(List<Row> rows) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("INSTANCE", "APP", "MOUNTS", "ENGINES", "PHASE"));
        rows.forEach(row -> table.add(row.cells()));
        return align(table);
    }

    /** Lines with their columns aligned. All have as many cells as the first. */
    static List<String> align(List<List<String>> table) {
        int[] widths = new int[table.getFirst().size()];
        for (var cells : table) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], cells.get(i).length());
            }
        }
        return table.stream().map(cells -> line(cells, widths)).toList();
    }

    private static String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(cells.get(i)).repeat(' ', widths[i] - cells.get(i).length() + 2);
        }
        return line.toString().stripTrailing();
    }
}
