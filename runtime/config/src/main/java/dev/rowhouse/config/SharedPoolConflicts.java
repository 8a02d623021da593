package dev.rowhouse.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds engines that can't share a pool though their URLs say so: by their settings, or by having one schema. For use by one thread. */
final class SharedPoolConflicts {
    private final Mistakes mistakes;
    private final Map<Place, Use> pools = new HashMap<>();
    private final Map<DatabaseIdentity, Use> schemas = new HashMap<>();
    private final Set<Origin> complaints = new HashSet<>();

    /** What one pool leads to: a database and who connects to it. */
    private record Place(JdbcUrl url, Optional<String> user) {}

    private record Use(InstanceConfig instance, EngineConfig engine) {}

    SharedPoolConflicts(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /**
     * Compares an engine with those before it.
     *
     * @param database where its URL leads
     * @param key the full key of the engine, dotted
     */
    void add(InstanceConfig instance, EngineConfig engine, DatabaseIdentity database, String key) {
        if (engine.pool().sharing().isEmpty()) {
            return;
        }
        var use = new Use(instance, engine);
        var neighbour = schemas.putIfAbsent(database, use);
        // That one database is not for two is said already, unless both say shared = true: here that doesn't count.
        if (neighbour != null && !neighbour.instance().name().equals(instance.name()) && engine.shared()
                && neighbour.engine().shared()) {
            complain(use, neighbour, key, "have one schema of a shared pool",
                    "give each its own, for example with {instance} in currentSchema");
        }
        var other = pools.putIfAbsent(new Place(engine.url().withoutCurrentSchema(), engine.user()), use);
        if (other != null && !isAlike(engine, other.engine())) {
            complain(use, other, key, "share a pool, but don't say the same about its password or its settings",
                    "write pool and password once, under defaults; only role and max-per-instance may differ");
        }
    }

    private static boolean isAlike(EngineConfig one, EngineConfig other) {
        return one.password().equals(other.password()) && one.pool().common().equals(other.pool().common());
    }

    private void complain(Use use, Use other, String key, String problem, String remedy) {
        if (complaints.add(use.engine().origin())) {
            mistakes.add(use.engine().origin(), key,
                    "instance '%s' (engine '%s') and instance '%s' (engine '%s', %s) %s".formatted(
                            use.instance().name(), use.engine().label(), other.instance().name(),
                            other.engine().label(), other.engine().origin(), problem),
                    remedy);
        }
    }
}
