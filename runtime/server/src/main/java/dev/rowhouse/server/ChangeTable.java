package dev.rowhouse.server;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;

/** Changes of a composite as a table for people: what happens, to which instance, and why. */
final class ChangeTable {
    private ChangeTable() {}

    /** Prints what a composite has answered, or a sentence if nothing changes. */
    static int print(CommandSpec spec, JsonNode answer, String nothing) {
        var out = spec.commandLine().getOut();
        List<List<String>> table = new ArrayList<>();
        answer.path("changes")
                .forEach(change -> table
                        .add(List.of(change.path("kind").asString(""), change.path("instance").asString(""),
                                change.path("why").asString(""), change.path("outcome").asString(""))));
        answer.path("composite").forEach(key -> table.add(List.of("in-place", "", key.asString(""), "")));
        answer.path("process")
                .forEach(key -> table.add(List.of("later", "", key.asString(""), "needs a restart of the process")));
        if (table.isEmpty()) {
            out.println(nothing);
        } else {
            InstanceTable.align(table).forEach(out::println);
        }
        return Main.afterOutput(spec, answer.path("failed").asBoolean(false) ? 1 : 0);
    }
}
