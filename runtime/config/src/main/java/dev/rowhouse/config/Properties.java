package dev.rowhouse.config;

import java.util.HashMap;
import java.util.Map;

/** Reads keys that are passed on to a library: nested objects become dotted keys. */
final class Properties {
    private Properties() {}

    static Map<String, String> read(Section section) {
        Map<String, String> properties = new HashMap<>();
        section.children().forEach(child -> flatten(child.name(), child.node(), properties));
        return properties;
    }

    static void flatten(String key, Node node, Map<String, String> properties) {
        if (node.isObject()) {
            node.section()
                    .ifPresent(section -> section.children()
                            .forEach(child -> flatten(key + "." + child.name(), child.node(), properties)));
        } else {
            node.text().ifPresent(text -> properties.put(key, text));
        }
    }
}
