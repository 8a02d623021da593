package dev.rowhouse.server;

import dev.rowhouse.config.CompositeConfig;
import dev.rowhouse.config.Difference;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.Mount;
import dev.rowhouse.control.Changes;
import dev.rowhouse.control.Changes.Change;
import dev.rowhouse.control.Changes.Kind;
import dev.rowhouse.instance.HostedApps;
import dev.rowhouse.instance.HostedInstance;
import dev.rowhouse.instance.Instances;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Finds what another reading of a composite's file changes in what runs. For use by one thread. */
final class Comparison {
    /** Keys of the composite that hold for what happens next; all others were used when it opened. */
    private static final Set<String> AT_ONCE = Set.of("drain", "accept");

    /** Keys of an instance that are asked for each time they are needed; those below them, too. */
    private static final List<String> IN_PLACE = List.of("limits", "start", "start-timeout", "idle", "log", "trust");

    /** An executor has as many places as it was made with. */
    private static final String TASKS = "limits.tasks";

    private static final String MOUNT = "mount";

    private final Difference difference = new Difference();
    private final Instances running;
    private final HostedApps apps;

    /**
     * Compares with what runs.
     *
     * @param apps what the other reading has found
     */
    Comparison(Instances running, HostedApps apps) {
        this.running = running;
        this.apps = apps;
    }

    /** All that differs. */
    Changes between(CompositeConfig before, CompositeConfig after) {
        List<Change> changes = new ArrayList<>();
        Set<InstanceName> declared = new HashSet<>();
        for (var instance : after.instances()) {
            declared.add(instance.name());
            var hosted = running.find(instance.name());
            if (hosted.isEmpty()) {
                changes.add(new Change(instance.name(), Kind.ADD, "app %s at %s".formatted(instance.app(),
                        instance.mounts().stream().map(Mount::toString).collect(Collectors.joining(" ")))));
            } else {
                of(hosted.get(), instance).ifPresent(changes::add);
            }
        }
        running.all()
                .stream()
                .filter(one -> !declared.contains(one.name()))
                .forEach(one -> changes.add(new Change(one.name(), Kind.REMOVE, "is declared no more")));
        var keys = difference.of(before, after);
        var atOnce = keys.stream().collect(Collectors.partitioningBy(AT_ONCE::contains));
        return new Changes(changes, atOnce.getOrDefault(true, List.of()), atOnce.getOrDefault(false, List.of()),
                Map.of());
    }

    private Optional<Change> of(HostedInstance hosted, InstanceConfig next) {
        var keys = difference.of(hosted.config(), next);
        if (!keys.contains("app") && !hosted.hasCodeOf(apps)) {
            keys.add("apps.%s (its code)".formatted(next.app()));
        }
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        var why = String.join(", ", keys);
        if (needsStart(keys)) {
            return Optional.of(restart(hosted, next, why));
        }
        if (!keys.contains(MOUNT)) {
            return Optional.of(new Change(next.name(), Kind.IN_PLACE, why));
        }
        return Optional
                .of(hosted.hasToldItsMounts() ? restart(hosted, next, why + " (its app has asked for its mounts)")
                        : new Change(next.name(), Kind.REMOUNT, why));
    }

    private static boolean needsStart(SortedSet<String> keys) {
        return keys.stream()
                .anyMatch(key -> !key.equals(MOUNT)
                        && (key.startsWith(TASKS) || IN_PLACE.stream().noneMatch(known -> isBelow(key, known))));
    }

    private static boolean isBelow(String key, String known) {
        return key.equals(known) || key.startsWith(known + ".");
    }

    private static Change restart(HostedInstance hosted, InstanceConfig next, String why) {
        return new Change(next.name(), Kind.RESTART,
                hosted.obstacle(next)
                        .map(obstacle -> "%s; drained before it is started (%s)".formatted(why, obstacle))
                        .orElse(why));
    }
}
