package dev.rowhouse.server;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.Mount;
import dev.rowhouse.control.RefusedException;
import dev.rowhouse.http.MountTable;
import dev.rowhouse.http.Mounts;
import dev.rowhouse.instance.HostedInstance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who answers where at the moment, and changes of that while requests come: each sees the table before a change or the one after it.
 *
 * <p>Safe for use by many threads. A lock is held while a table is made, and nobody is waited for.
 */
final class Mounting {
    private final Map<Mount, HostedInstance> entries = new LinkedHashMap<>();
    private final Map<InstanceName, List<Mount>> byName = new HashMap<>();
    private final Mounts mounts;

    /** Each where its configuration says. */
    Mounting(List<HostedInstance> instances) {
        instances.forEach(instance -> instance.config().mounts().forEach(mount -> add(instance, mount)));
        mounts = new Mounts(table());
    }

    /**
     * Lets instances answer elsewhere than before, all of them, in one step.
     *
     * @param wanted who is to answer where
     * @throws IllegalArgumentException if there is a mount that couldn't be written in a request; nothing has changed then
     */
    synchronized void become(Map<Mount, HostedInstance> wanted) {
        mounts.replace(MountTable.of(wanted.entrySet()
                .stream()
                .map(entry -> new MountTable.Entry(entry.getKey(), entry.getValue()))
                .toList()));
        entries.clear();
        byName.clear();
        wanted.forEach((mount, instance) -> add(instance, mount));
    }

    /** What listeners ask. */
    Mounts mounts() {
        return mounts;
    }

    /** Where an instance answers. */
    synchronized List<Mount> of(InstanceName name) {
        return byName.getOrDefault(name, List.of());
    }

    /**
     * Lets an instance answer in one more place.
     *
     * @throws RefusedException if another one answers there
     */
    synchronized void mount(HostedInstance instance, Mount mount) {
        var other = entries.get(mount);
        if (other != null) {
            if (other.name().equals(instance.name())) {
                return;
            }
            throw RefusedException.conflict(
                    "instance '%s' can't be mounted at %s, since instance '%s' is; unmount that first, or choose another mount"
                            .formatted(instance.name(), mount, other.name()));
        }
        add(instance, mount);
        try {
            mounts.replace(table());
        } catch (IllegalArgumentException e) {
            remove(instance, mount);
            throw RefusedException.unusable(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Lets an instance answer no more in one place; requests that run there are not disturbed.
     *
     * @throws RefusedException if it doesn't
     */
    synchronized void unmount(HostedInstance instance, Mount mount) {
        var owner = entries.get(mount);
        if (owner == null) {
            throw RefusedException.missing("instance '%s' is not mounted at %s; it is mounted at %s"
                    .formatted(instance.name(), mount, of(instance.name())));
        }
        if (!owner.name().equals(instance.name())) {
            throw RefusedException.conflict("instance '%s' is not mounted at %s, instance '%s' is; name that one"
                    .formatted(instance.name(), mount, owner.name()));
        }
        remove(instance, mount);
        mounts.replace(table());
    }

    private void add(HostedInstance instance, Mount mount) {
        entries.put(mount, instance);
        // Nearly all have one, and there are thousands.
        byName.merge(instance.name(), List.of(mount),
                (there, more) -> Stream.concat(there.stream(), more.stream()).distinct().toList());
    }

    private void remove(HostedInstance instance, Mount mount) {
        entries.remove(mount);
        byName.computeIfPresent(instance.name(),
                (_, there) -> there.stream().filter(other -> !other.equals(mount)).toList());
    }

    private MountTable table() {
        List<MountTable.Entry> all = new ArrayList<>(entries.size());
        entries.forEach((mount, instance) -> all.add(new MountTable.Entry(mount, instance)));
        return MountTable.of(all);
    }
}
