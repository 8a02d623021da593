package dev.rowhouse.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds instances that get in each other's way: one name, one mount, one database or one folder for two. For use by one thread. */
final class Conflicts {
    private final Mistakes mistakes;
    private final RealPaths paths = new RealPaths();
    private final DatabaseFinder databases = new DatabaseFinder(paths);
    private final Map<InstanceName, Origin> names = new HashMap<>();
    private final Map<Mount, InstanceConfig> mounts = new HashMap<>();
    private final Map<Path, InstanceConfig> folders = new HashMap<>();
    private final Map<DatabaseIdentity, Use> uses = new HashMap<>();
    private final Map<DatabaseIdentity, Use> exclusiveUses = new HashMap<>();
    private final List<KeyConflicts.Use> all = new ArrayList<>();
    private final SharedPoolConflicts pools;
    private final Set<Complaint> complaints = new HashSet<>();

    /** An engine that uses a database. */
    private record Use(InstanceConfig instance, EngineConfig engine) {}

    /** A fleet of thousands may share one mistake: said once for the line that it comes from. */
    private record Complaint(Origin origin, String kind) {}

    Conflicts(Mistakes mistakes) {
        this.mistakes = mistakes;
        this.pools = new SharedPoolConflicts(mistakes);
    }

    /** Whether no other instance has the name. */
    boolean isFree(InstanceName name, String key, Origin origin) {
        var other = names.putIfAbsent(name, origin);
        if (other != null && complaints.add(new Complaint(origin, "name"))) {
            mistakes.add(origin, key, "there is another instance '%s' at %s".formatted(name, other),
                    "give one of them another name");
        }
        return other == null;
    }

    /** Compares an instance with all before it. */
    void add(InstanceConfig instance, String key) {
        for (var mount : instance.mounts()) {
            var other = mounts.putIfAbsent(mount, instance);
            if (other != null && !other.name().equals(instance.name())
                    && complaints.add(new Complaint(instance.origin(), "mount"))) {
                mistakes.add(instance.origin(), key + ".mount",
                        "instances '%s' and '%s' both answer at %s, the other is declared at %s"
                                .formatted(instance.name(), other.name(), mount, other.origin()),
                        "give one of them another mount");
            }
        }
        var own = new HashMap<DatabaseIdentity, EngineConfig>();
        instance.databases().forEach(engine -> databases.find(engine.url()).ifPresent(database -> {
            add(database, new Use(instance, engine), key);
            var other = own.putIfAbsent(database, engine);
            if (other != null) {
                refuseShards(new Use(instance, engine), other, key);
            }
            pools.add(instance, engine, database, key + place(new Use(instance, engine)));
            all.add(new KeyConflicts.Use(database, instance, engine, key));
        }));
        var other = folders.putIfAbsent(paths.of(instance.folder()), instance);
        if (other != null && !other.name().equals(instance.name())
                && complaints.add(new Complaint(instance.origin(), "folder"))) {
            mistakes.add(instance.origin(), key + ".folder",
                    "instances '%s' and '%s' both keep their keys and logs in %s, the other is declared at %s"
                            .formatted(instance.name(), other.name(), instance.folder(), other.origin()),
                    "give each its own, for example with {instance} in it");
        }
    }

    /** Two engines of one instance may have one database if neither is a shard: its data stays in the house. */
    private void add(DatabaseIdentity database, Use use, String key) {
        var other = use.engine().shared() ? exclusiveUses.get(database) : uses.get(database);
        if (other != null && !other.instance().name().equals(use.instance().name())
                && complaints.add(new Complaint(use.instance().origin(), use.engine().label()))) {
            var mine = use.engine();
            var theirs = other.engine();
            mistakes.add(mine.origin(), key + place(use),
                    "instance '%s' (engine '%s') and instance '%s' (engine '%s', %s) have the same database, %s"
                            .formatted(use.instance().name(), mine.label(), other.instance().name(), theirs.label(),
                                    theirs.origin(), mine.url()),
                    "give each its own, for example with {instance} in the url, or write shared = true in both");
        }
        uses.putIfAbsent(database, use);
        if (!use.engine().shared()) {
            exclusiveUses.putIfAbsent(database, use);
        }
    }

    /** A shard has no rows but its own; those of one engine were compared when it was read. */
    private void refuseShards(Use use, EngineConfig other, String key) {
        var engine = use.engine();
        if ((engine.part().isPresent() || other.part().isPresent()) && !engine.name().equals(other.name())
                && complaints.add(new Complaint(engine.origin(), "shard " + engine.label()))) {
            mistakes.add(
                    engine.origin(), key + place(use), "engines '%s' and '%s' (%s) have the same database, %s"
                            .formatted(engine.label(), other.label(), other.origin(), engine.url()),
                    "give a shard a database of its own");
        }
    }

    /** Compares what can be compared only when all are known. */
    void end() {
        new KeyConflicts(mistakes).compare(all);
    }

    private static String place(Use use) {
        var engine = use.engine();
        return engine.part()
                .map(shard -> ".engines.%s.shards.%s.url".formatted(engine.name(), shard))
                .orElseGet(() -> (use.instance().families().containsKey(engine.name()) ? ".engine-families.%s.url"
                        : ".engines.%s.url").formatted(engine.name()));
    }
}
