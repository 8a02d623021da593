package dev.rowhouse.config;

import java.util.HashSet;
import java.util.Set;

/** Finds all secrets in a part of a configuration: values of secret keys, and what is secret in URLs. */
final class SecretCollector {
    private final Set<String> found = new HashSet<>();

    private SecretCollector() {}

    static Secrets collect(Section section) {
        var collector = new SecretCollector();
        collector.visit(section);
        collector.found.remove("");
        return collector.found.isEmpty() ? Secrets.NONE : new Secrets(collector.found);
    }

    private void visit(Section section) {
        for (var child : section.children()) {
            visit(child.node());
        }
    }

    private void visit(Node node) {
        if (node.isObject()) {
            node.section().ifPresent(this::visit);
        } else if (node.isList()) {
            node.elements().forEach(this::visit);
        } else {
            node.quietly(node.reading().placeholders()).ifPresent(text -> visit(node, text));
        }
    }

    private void visit(Node node, String text) {
        if (node.isSecret()) {
            found.add(text);
        }
        if (UrlSecrets.looksLikeUrl(text)) {
            found.addAll(UrlSecrets.find(text));
        }
    }
}
