package dev.rowhouse.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code pool}, by our names or by those of HikariCP, dashed or not. */
final class PoolReader {
    /** HikariCP's names for what has one of ours. */
    private static final Map<String, String> OUR_NAMES = Map.of("maximum-pool-size", "max", "minimum-idle", "min-idle",
            "connection-timeout", "borrow-timeout");

    private static final Set<String> OURS = Set.of("max", "min-idle", "borrow-timeout", "idle-timeout", "max-lifetime");

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,18}");

    private PoolReader() {}

    /** What can be read of it, defaults for the rest. */
    static PoolConfig read(Section section) {
        var standard = PoolConfig.DEFAULT;
        Map<String, Section.Child> found = new HashMap<>();
        section.children().forEach(child -> find(child, found));
        int max = node(found, "max").flatMap(node -> Scalars.integer(node, 1, Integer.MAX_VALUE))
                .orElse(standard.max());
        var leastIdle = node(found, "min-idle");
        int minIdle = leastIdle.flatMap(node -> Scalars.integer(node, 0, Integer.MAX_VALUE)).orElse(standard.minIdle());
        if (minIdle > max) {
            leastIdle.ifPresent(node -> node.wrong("%d is more than pool.max, which is %d".formatted(minIdle, max),
                    "write a number from 0 to %d, or a larger pool.max".formatted(max)));
        }
        var wait = duration(found, "borrow-timeout", Duration.ofMillis(1), standard.borrowTimeout());
        var idle = duration(found, "idle-timeout", Duration.ZERO, standard.idleTimeout());
        var life = duration(found, "max-lifetime", Duration.ZERO, standard.maxLifetime());
        Map<String, String> more = new HashMap<>();
        found.forEach((name, child) -> {
            if (!OURS.contains(name)) {
                Properties.flatten(name, child.node(), more);
            }
        });
        return new PoolConfig(max, Math.min(minIdle, max), wait, idle, life, more);
    }

    /**
     * Keeps a setting by our name of it, or its dashed one. Of two for one thing, one hides the other if that is a default; else it
     * can't be told which counts.
     */
    private static void find(Section.Child child, Map<String, Section.Child> found) {
        var dashed = HUMP.matcher(child.name()).replaceAll("-").toLowerCase(Locale.ROOT);
        var name = OUR_NAMES.getOrDefault(dashed, dashed);
        var other = found.putIfAbsent(name, child);
        if (other == null) {
            return;
        }
        if (other.node().isInherited() == child.node().isInherited()) {
            child.node().wrong("%s says the same thing".formatted(other.name()), "write one of the two");
        } else if (other.node().isInherited()) {
            found.put(name, child);
        }
    }

    private static Optional<Node> node(Map<String, Section.Child> found, String name) {
        return Optional.ofNullable(found.get(name)).map(Section.Child::node);
    }

    /** By HikariCP's name of it, a number without a unit counts milliseconds, as its documentation says. */
    private static Duration duration(Map<String, Section.Child> found, String name, Duration least, Duration standard) {
        var child = Optional.ofNullable(found.get(name));
        boolean isBare = child.filter(named -> !named.name().equals("borrow-timeout"))
                .flatMap(named -> named.node().quietly(named.node().reading().placeholders()))
                .filter(text -> MILLISECONDS.matcher(text).matches())
                .isPresent();
        return child.map(Section.Child::node)
                .flatMap(node -> isBare ? Scalars.whole(node, least.toMillis(), Long.MAX_VALUE).map(Duration::ofMillis)
                        : Scalars.duration(node, least))
                .orElse(standard);
    }
}
