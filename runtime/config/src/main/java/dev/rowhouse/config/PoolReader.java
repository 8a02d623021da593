package dev.rowhouse.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Reads {@code pool}. */
final class PoolReader {
    private PoolReader() {}

    /** What can be read of it, defaults for the rest. */
    static PoolConfig read(Section section) {
        var standard = PoolConfig.DEFAULT;
        int max = section.find("max")
                .flatMap(node -> Scalars.integer(node, 1, Integer.MAX_VALUE))
                .orElse(standard.max());
        var leastIdle = section.find("min-idle");
        int minIdle = leastIdle.flatMap(node -> Scalars.integer(node, 0, Integer.MAX_VALUE)).orElse(standard.minIdle());
        if (minIdle > max) {
            leastIdle.ifPresent(node -> node.wrong("%d is more than pool.max, which is %d".formatted(minIdle, max),
                    "write a number from 0 to %d, or a larger pool.max".formatted(max)));
        }
        return new PoolConfig(max, Math.min(minIdle, max),
                duration(section, "borrow-timeout", Duration.ofMillis(1), standard.borrowTimeout()),
                duration(section, "idle-timeout", Duration.ZERO, standard.idleTimeout()),
                duration(section, "max-lifetime", Duration.ZERO, standard.maxLifetime()), more(section));
    }

    private static Duration duration(Section section, String key, Duration least, Duration standard) {
        return section.find(key).flatMap(node -> Scalars.duration(node, least)).orElse(standard);
    }

    private static Map<String, String> more(Section section) {
        Map<String, String> more = new HashMap<>();
        for (var child : section.children()) {
            switch (child.name()) {
                case "max", "min-idle", "borrow-timeout", "idle-timeout", "max-lifetime" -> {
                }
                default -> Properties.flatten(child.name(), child.node(), more);
            }
        }
        return more;
    }
}
