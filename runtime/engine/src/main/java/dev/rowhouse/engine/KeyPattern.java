package dev.rowhouse.engine;

import dev.rowhouse.config.FamilyConfig;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A name with a place for the key, such as {@code blog-{key}}: from a key to the name, and back. */
record KeyPattern(String text) {
    /** Whether a text has a place for the key. */
    static boolean isIn(String text) {
        return text.contains(FamilyConfig.KEY);
    }

    String name(String key) {
        return text.replace(FamilyConfig.KEY, key);
    }

    /** The key in a name; empty if the name is not of this form, or what stands for the key is none. */
    Optional<String> key(String name) {
        var parts = Arrays.stream(text.split(Pattern.quote(FamilyConfig.KEY), -1)).map(Pattern::quote).toList();
        var others = parts.stream().skip(2).map(part -> "\\k<key>" + part).collect(Collectors.joining());
        var matcher = Pattern.compile(parts.getFirst() + "(?<key>.+?)" + parts.get(1) + others, Pattern.DOTALL)
                .matcher(name);
        return matcher.matches() ? Optional.of(matcher.group("key")).filter(FamilyConfig::isKey) : Optional.empty();
    }
}
