package dev.rowhouse.config;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads what instances may use together. */
final class CapacityReader {
    private static final Pattern PERCENT = Pattern.compile("([1-9][0-9]?|100) ?%");

    private CapacityReader() {}

    static CapacityConfig read(Section root) {
        return new CapacityConfig(most(root, "max-running"), most(root, "max-starting"),
                root.find("max-memory").flatMap(CapacityReader::percent).orElse(CapacityConfig.DEFAULT.memory()),
                root.find("fair-share").flatMap(Scalars::flag).orElse(CapacityConfig.DEFAULT.fairShare()));
    }

    private static OptionalInt most(Section root, String key) {
        var found = root.find(key).flatMap(node -> Scalars.integer(node, 1, Integer.MAX_VALUE));
        return found.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private static Optional<Integer> percent(Node node) {
        return node.text("a percentage").flatMap(text -> {
            var written = PERCENT.matcher(text.strip());
            if (!written.matches()) {
                node.wrong("%s is not a percentage".formatted(node.shown(text)), "write 1% to 100%");
                return Optional.empty();
            }
            return Optional.of(Integer.parseInt(written.group(1)));
        });
    }
}
