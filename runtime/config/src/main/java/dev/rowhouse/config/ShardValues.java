package dev.rowhouse.config;

import dev.rowhouse.config.ShardedConfig.Strategy;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads which values of a key a shard has, and compares them with those of the shards before. For use by one thread. */
final class ShardValues {
    static final String FROM = "from";
    static final String VALUES = "values";

    /** A number as it is usually written; {@code 01} is a text, and another one than {@code 1}. */
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]{0,40})(?:\\.[0-9]{1,40})?");

    private final Strategy strategy;
    private final Map<String, String> bounds = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private Optional<String> unbounded = Optional.empty();

    ShardValues(Strategy strategy) {
        this.strategy = strategy;
    }

    /** The least value that a shard has; empty for the one that has all below the others, and where that means nothing. */
    Optional<String> from(String shard, Section section) {
        var node = section.find(FROM);
        if (strategy != Strategy.RANGE) {
            node.ifPresent(found -> misplaced(found, Strategy.RANGE));
            return Optional.empty();
        }
        if (node.isEmpty()) {
            unbounded.ifPresent(other -> section.require(FROM,
                    "write the least value that it has; shard '%s' alone may have all below the others"
                            .formatted(other)));
            unbounded = unbounded.or(() -> Optional.of(shard));
            return Optional.empty();
        }
        var text = node.get().text("a value of the key").filter(value -> !isBlank(node.get(), value));
        text.ifPresent(value -> {
            var other = bounds.putIfAbsent(canonical(value), shard);
            if (other != null) {
                node.get()
                        .wrong("shard '%s' begins at %s too".formatted(other, node.get().shown(value)),
                                "write the least value that this one has");
            }
        });
        return text;
    }

    /** The values that a shard has; none where that means nothing. */
    Set<String> values(String shard, Section section) {
        if (strategy != Strategy.LIST) {
            section.find(VALUES).ifPresent(found -> misplaced(found, Strategy.LIST));
            return Set.of();
        }
        var node = section.require(VALUES, "write values = [\"...\"] with all values of the key that it has");
        if (node.isEmpty()) {
            return Set.of();
        }
        Set<String> values = new LinkedHashSet<>();
        var elements = node.get().elements();
        if (elements.isEmpty()) {
            node.get().wrong("the list is empty", "write at least one value, or remove the shard");
        }
        for (var element : elements) {
            element.text("a value of the key").filter(value -> !isBlank(element, value)).ifPresent(value -> {
                var other = owners.putIfAbsent(canonical(value), shard);
                if (other != null) {
                    element.wrong(
                            other.equals(shard) ? "%s is in the list twice".formatted(element.shown(value))
                                    : "shard '%s' has %s too".formatted(other, element.shown(value)),
                            "write each value once, in one shard");
                }
                values.add(value);
            });
        }
        return values;
    }

    private static boolean isBlank(Node node, String value) {
        if (value.isBlank()) {
            node.wrong("is empty", "write a value of the key");
        }
        return value.isBlank();
    }

    private void misplaced(Node node, Strategy needed) {
        node.wrong("means nothing with strategy = " + Scalars.dashed(strategy),
                "remove it, or write strategy = " + Scalars.dashed(needed));
    }

    /** One text for one value, as far as that can be told without knowing the attribute's type. */
    private static String canonical(String value) {
        return NUMBER.matcher(value).matches() ? new BigDecimal(value).stripTrailingZeros().toPlainString() : value;
    }
}
