package dev.rowhouse.config;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Finds all secrets in a part of a configuration: values of secret keys, and what is secret in URLs. */
final class SecretCollector {
    private final Set<String> found = new HashSet<>();
    private final Set<ClearSecret> clear = new LinkedHashSet<>();

    private SecretCollector() {}

    static Secrets collect(Section section) {
        return visit(section).secrets();
    }

    /** Everything that was found in a part. */
    static SecretCollector visit(Section section) {
        var collector = new SecretCollector();
        collector.search(section);
        collector.found.remove("");
        return collector;
    }

    Secrets secrets() {
        return found.isEmpty() ? Secrets.NONE : new Secrets(found);
    }

    /** Where one stands that was not taken from the environment. */
    Set<ClearSecret> clear() {
        return clear;
    }

    private void search(Section section) {
        for (var child : section.children()) {
            visit(child.node());
        }
    }

    private void visit(Node node) {
        if (node.isObject()) {
            node.section().ifPresent(this::search);
        } else if (node.isList()) {
            node.elements().forEach(this::visit);
        } else {
            node.quietly(node.reading().placeholders()).ifPresent(text -> visit(node, text));
        }
    }

    private void visit(Node node, String text) {
        var inUrl = UrlSecrets.looksLikeUrl(text) ? UrlSecrets.find(text) : Set.<String>of();
        boolean whole = node.isSecret() && !text.isEmpty();
        if (!whole && inUrl.isEmpty()) {
            return;
        }
        if (whole) {
            found.add(text);
        }
        found.addAll(inUrl);
        if (!node.isFromEnvironment()) {
            clear.add(new ClearSecret(node.key(), node.origin()));
        }
    }
}
