package dev.rowhouse.config;

import dev.rowhouse.config.PoolConfig.Reset;
import dev.rowhouse.config.PoolConfig.Sharing;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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

    private static final String SHARED = "shared";
    private static final String MAX_PER_INSTANCE = "max-per-instance";
    private static final String ROLE = "role";
    private static final String RESET = "reset";

    private static final Set<String> OURS = Set.of("max", "min-idle", "borrow-timeout", "idle-timeout", "max-lifetime",
            SHARED, MAX_PER_INSTANCE, ROLE, RESET);

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,18}");

    private PoolReader() {}

    /** The settings of a pool, or the one word that it is shared and has standard ones. */
    static Optional<PoolConfig> read(Node node) {
        if (node.isObject()) {
            return node.section().map(PoolReader::read);
        }
        var word = node.text("an object in braces, or shared");
        word.filter(text -> !text.equals(SHARED))
                .ifPresent(text -> node.wrong("%s is no pool".formatted(node.shown(text)),
                        "write pool { max = 8 }, or pool = shared"));
        return word.filter(SHARED::equals).map(_ -> {
            var standard = PoolConfig.DEFAULT;
            return new PoolConfig(standard.max(), standard.minIdle(), standard.borrowTimeout(), standard.idleTimeout(),
                    standard.maxLifetime(), Reset.ALWAYS,
                    Optional.of(new Sharing(share(standard.max()), Optional.empty())), standard.more());
        });
    }

    /** What can be read of it, defaults for the rest. */
    private static PoolConfig read(Section section) {
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
        var sharing = sharing(found, max);
        return new PoolConfig(max, Math.min(minIdle, max), wait, idle, life, reset(found, sharing.isPresent()), sharing,
                more);
    }

    /** One instance leaves others something, unless there is no more than one connection. */
    private static int share(int max) {
        return Math.max(1, max / 2);
    }

    private static Optional<Sharing> sharing(Map<String, Section.Child> found, int max) {
        boolean shared = node(found, SHARED).flatMap(Scalars::flag).orElse(false);
        if (!shared) {
            for (var name : List.of(MAX_PER_INSTANCE, ROLE)) {
                // A default speaks to engines that share a pool.
                node(found, name).filter(node -> !node.isInherited())
                        .ifPresent(node -> node.wrong("is for pools that several engines share",
                                "write pool.shared = true too, or remove it"));
            }
            return Optional.empty();
        }
        int most = Math.max(1, max - 1);
        var each = node(found, MAX_PER_INSTANCE).flatMap(node -> Scalars.integer(node, 1, most)).orElse(share(max));
        return Optional.of(new Sharing(each, node(found, ROLE).flatMap(Node::text)));
    }

    private static Reset reset(Map<String, Section.Child> found, boolean shared) {
        var said = node(found, RESET);
        var reset = said.flatMap(node -> Scalars.choice(node, Reset.class));
        if (shared && reset.equals(Optional.of(Reset.NEEDED))) {
            said.get().wrong("connections of a shared pool are always reset", "write always, or remove it");
        }
        return shared ? Reset.ALWAYS : reset.orElse(PoolConfig.DEFAULT.reset());
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
