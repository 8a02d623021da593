package dev.rowhouse.config;

import java.util.ArrayList;
import java.util.List;

/** Reads lists of findings that are accepted. For use by one thread. */
final class AcceptanceReader {
    private AcceptanceReader() {}

    /** The findings of a key {@code accept}; what is wrong is noted. */
    static List<Acceptance> read(Node node) {
        var accepted = new ArrayList<Acceptance>();
        for (var element : node.elements()) {
            element.section().ifPresent(section -> {
                section.only(List.of("finding", "reason"));
                var finding = section.require("finding", "write its name as rowhouse audit shows it")
                        .flatMap(Node::text);
                var reason = section.require("reason", "write why it does no harm").flatMap(Node::text);
                if (finding.isPresent() && reason.isPresent()) {
                    try {
                        accepted.add(new Acceptance(finding.get(), reason.get(), element.origin()));
                    } catch (IllegalArgumentException e) {
                        element.wrong(e);
                    }
                }
            });
        }
        return accepted;
    }
}
