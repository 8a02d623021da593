package dev.rowhouse.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code reflect}: true or false, a list of tables, or an object. */
final class ReflectReader {
    private ReflectReader() {}

    /** Empty if nothing is to be reflected, or something is wrong. */
    static Optional<ReflectConfig> read(Node node) {
        if (node.isObject()) {
            return node.section().map(ReflectReader::read);
        }
        if (node.isList()) {
            var tables = names(node);
            if (node.elements().isEmpty()) {
                node.wrong("the list names no table", "name at least one, or write reflect = true for all");
                return Optional.empty();
            }
            return tables.isEmpty() ? Optional.empty()
                    : Optional.of(new ReflectConfig(tables, List.of(), Optional.empty()));
        }
        return Scalars.flag(node).filter(wanted -> wanted).map(_ -> ReflectConfig.ALL);
    }

    private static ReflectConfig read(Section section) {
        section.only(List.of("include", "exclude", "schema"));
        return new ReflectConfig(section.find("include").map(ReflectReader::names).orElse(List.of()),
                section.find("exclude").map(ReflectReader::names).orElse(List.of()),
                section.find("schema").flatMap(node -> node.text("the name of a schema")));
    }

    private static List<String> names(Node node) {
        var names = new ArrayList<String>();
        for (var element : node.elements()) {
            element.text("the name of a table").ifPresent(name -> {
                if (name.isBlank()) {
                    element.wrong("is no name", "write the name of a table or view, or a pattern like \"ord*\"");
                } else {
                    names.add(name);
                }
            });
        }
        return names;
    }
}
