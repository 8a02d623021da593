package dev.rowhouse.http;

import dev.rowhouse.config.HostPattern;
import dev.rowhouse.config.Mount;
import dev.rowhouse.config.MountPath;
import io.undertow.server.HttpHandler;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who answers where.
 *
 * <p>The mounts of the host itself come first, then those of the wildcards that match it, longest first, then those
 * without a host. Among the mounts of one host, those that name the request's port come before those that name none; there
 * the longest path prefix wins, by whole segments: {@code /north} never answers {@code /northern}. Where none matches, the
 * next weaker host is asked.
 *
 * <p>Immutable. A search takes the same time for one mount and for 100,000.
 */
public final class MountTable {
    /** A table without mounts: nobody answers anywhere. */
    public static final MountTable EMPTY = of(Map.of());

    /**
     * A mount and who answers there.
     *
     * @param mount where
     * @param target who; called with paths relative to the mount
     */
    public record Entry(Mount mount, HttpHandler target) {}

    /** The mounts of one host and one port, 0 for every port. */
    private record Place(String host, int port) {}

    /** Paths per port of one host. */
    private record Ports(PathPrefixes<Entry> any, Map<Integer, PathPrefixes<Entry>> named) {
        Optional<Entry> find(int port, String path) {
            var paths = named.isEmpty() ? null : named.get(port);
            var found = paths == null ? Optional.<Entry>empty() : paths.find(path);
            return found.isPresent() ? found : any.find(path);
        }
    }

    private final Map<String, Ports> exact;
    private final Map<String, Ports> wildcards;
    private final Ports hostless;

    private MountTable(Map<String, Ports> exact, Map<String, Ports> wildcards, Ports hostless) {
        this.exact = exact;
        this.wildcards = wildcards;
        this.hostless = hostless;
    }

    /** A table of mounts that differ, as the keys of a map do. */
    public static MountTable of(Map<Mount, HttpHandler> targets) {
        return of(targets.entrySet().stream().map(entry -> new Entry(entry.getKey(), entry.getValue())).toList());
    }

    /**
     * A table of mounts.
     *
     * @throws IllegalArgumentException if a mount is there twice, or its path couldn't be written in a request; the message
     *         names the mount
     */
    public static MountTable of(Iterable<Entry> entries) {
        Map<Place, Map<MountPath, Entry>> exact = new LinkedHashMap<>();
        Map<Place, Map<MountPath, Entry>> wildcards = new LinkedHashMap<>();
        Map<Place, Map<MountPath, Entry>> hostless = new LinkedHashMap<>();
        for (var entry : entries) {
            var mount = entry.mount();
            if (TargetRules.checkPath(mount.path().toString()).isPresent() || mount.path().value().indexOf('%') >= 0) {
                throw new IllegalArgumentException(
                        "nobody could ask for the mount %s; use letters, digits and -._~ in its path".formatted(mount));
            }
            var places = mount.host().isEmpty() ? hostless : mount.host().get().wildcard() ? wildcards : exact;
            var place = new Place(mount.host().map(HostPattern::name).orElse(""), mount.port().orElse(0));
            var paths = places.computeIfAbsent(place, key -> new LinkedHashMap<>());
            if (paths.putIfAbsent(mount.path(), entry) != null) {
                throw new IllegalArgumentException("the mount %s is there twice".formatted(mount));
            }
        }
        var everywhere = index(hostless).getOrDefault("", new Ports(PathPrefixes.of(Map.of()), Map.of()));
        return new MountTable(index(exact), index(wildcards), everywhere);
    }

    /**
     * Finds who answers a request.
     *
     * @param host in lower case, without port and final dot; an IPv6 address in brackets
     * @param port the port that the client connected to, as it says
     * @param path as it was sent, starting with a slash: a mount answers only where its path is spelled literally
     */
    public Optional<Entry> find(String host, int port, String path) {
        var ports = exact.get(host);
        var found = ports == null ? Optional.<Entry>empty() : ports.find(port, path);
        if (found.isPresent()) {
            return found;
        }
        // An address has dots too, but no names below it: a wildcard's name is a host name, so none can match.
        if (!wildcards.isEmpty()) {
            for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
                var below = wildcards.get(host.substring(dot + 1));
                found = below == null ? found : below.find(port, path);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return hostless.find(port, path);
    }

    private static Map<String, Ports> index(Map<Place, Map<MountPath, Entry>> places) {
        Map<String, Map<Integer, PathPrefixes<Entry>>> byHost = new HashMap<>();
        places.forEach((place, paths) -> byHost.computeIfAbsent(place.host(), host -> new HashMap<>())
                .put(place.port(), PathPrefixes.of(paths)));
        Map<String, Ports> index = new HashMap<>();
        byHost.forEach((host, ports) -> {
            var any = ports.remove(0);
            index.put(host, new Ports(any == null ? PathPrefixes.of(Map.of()) : any, Map.copyOf(ports)));
        });
        return index;
    }
}
