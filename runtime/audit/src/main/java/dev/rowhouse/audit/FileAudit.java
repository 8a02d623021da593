package dev.rowhouse.audit;

import dev.rowhouse.config.ClearSecret;
import dev.rowhouse.config.CompositeConfig;
import dev.rowhouse.config.DatabaseFinder;
import dev.rowhouse.config.DatabaseIdentity;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.InstanceConfig.Trust;
import dev.rowhouse.config.Mount;
import dev.rowhouse.config.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges a composite file: what its instances share there, and what anybody can read in it. For one thread. */
public final class FileAudit {
    private static final String NAMES = "%s %s";

    private final CompositeConfig config;
    private final DatabaseFinder databases = new DatabaseFinder();

    /** An audit of a file that was read. */
    public FileAudit(CompositeConfig config) {
        this.config = config;
    }

    /** What is found, worst first. Which files others may read is asked of the file system. */
    public List<Finding> findings() {
        return Stream.of(sameDatabases(), mounts(), secrets(), readableFiles())
                .flatMap(Function.identity())
                .sorted(Finding.ORDER)
                .toList();
    }

    private Stream<Finding> sameDatabases() {
        record Use(InstanceConfig instance, EngineConfig engine) {}
        Map<DatabaseIdentity, Use> uses = new HashMap<>();
        var found = new ArrayList<Finding>();
        for (var instance : config.instances()) {
            instance.databases().forEach(engine -> databases.find(engine.url()).ifPresent(database -> {
                var other = uses.putIfAbsent(database, new Use(instance, engine));
                if (other != null && !other.instance().name().equals(instance.name())) {
                    found.add(new Finding(Rule.SAME_DATABASE, Severity.LOW,
                            place(NAMES.formatted(other.instance().name(), instance.name()), engine.origin()),
                            "engine '%s' and engine '%s' have one database, shared = true in both"
                                    .formatted(other.engine().label(), engine.label())));
                }
            }));
        }
        return found.stream();
    }

    /** A mount with the instance that answers there. */
    private record Mounted(InstanceConfig instance, Mount mount) {
        String host() {
            return mount.host()
                    .map(host -> host + (mount.port().isPresent() ? ":" + mount.port().getAsInt() : ""))
                    .orElse("every host");
        }

    }

    /** Cookies know no ports, but origins do: instances at two ports of one host are not told here. */
    private Stream<Finding> mounts() {
        Map<String, List<Mounted>> hosts = new LinkedHashMap<>();
        for (var instance : config.instances()) {
            for (var mount : instance.mounts()) {
                var mounted = new Mounted(instance, mount);
                hosts.computeIfAbsent(mounted.host(), _ -> new ArrayList<>()).add(mounted);
            }
        }
        Map<String, Finding> found = new LinkedHashMap<>();
        hosts.forEach((host, all) -> {
            distrusting(host, all).forEach(finding -> found.putIfAbsent(finding.name(), finding));
            nested(host, all).forEach(finding -> found.putIfAbsent(finding.name(), finding));
        });
        return found.values().stream();
    }

    private static Stream<Finding> distrusting(String host, List<Mounted> all) {
        return all.stream().filter(one -> one.instance().trust() == Trust.NONE).flatMap(one -> {
            var others = all.stream()
                    .map(other -> other.instance().name().value())
                    .filter(name -> !name.equals(one.instance().name().value()))
                    .distinct()
                    .toList();
            return others.isEmpty() ? Stream.empty()
                    : Stream.of(new Finding(Rule.SHARED_ORIGIN, Severity.HIGH,
                            place(one.instance().name().value(), one.instance().origin()),
                            "trust = none, but at %s it has neighbours: %s".formatted(host, shown(others))));
        });
    }

    private static String shown(List<String> names) {
        var shown = names.stream().limit(5).collect(Collectors.joining(", "));
        return names.size() > 5 ? "%s and %d more".formatted(shown, names.size() - 5) : shown;
    }

    private static Stream<Finding> nested(String host, List<Mounted> all) {
        Map<String, Mounted> paths = new HashMap<>();
        all.forEach(one -> paths.put(one.mount().path().toString(), one));
        return all.stream().flatMap(lower -> {
            var path = lower.mount().path().toString();
            var above = new ArrayList<Finding>();
            for (int end = path.lastIndexOf('/'); end >= 0
                    && !path.isEmpty(); end = end == 0 ? -1 : path.lastIndexOf('/', end - 1)) {
                var upper = paths.get(path.substring(0, end));
                if (upper != null && !upper.instance().name().equals(lower.instance().name())) {
                    above.add(new Finding(Rule.NESTED_MOUNTS, Severity.MEDIUM,
                            place(NAMES.formatted(upper.instance().name(), lower.instance().name()),
                                    lower.instance().origin()),
                            "%s lies below %s at %s".formatted(lower.mount(), upper.mount(), host)));
                }
            }
            return above.stream();
        });
    }

    private Stream<Finding> secrets() {
        return config.clearSecrets()
                .stream()
                .filter(secret -> !isOwnersAlone(secret))
                .map(secret -> new Finding(Rule.CLEAR_SECRET, Severity.LOW, place(secret.key(), secret.origin()),
                        "the value stands in the file"));
    }

    /** A file beside the composite's that only its owner reads was made for secrets. */
    private boolean isOwnersAlone(ClearSecret secret) {
        return !secret.origin().file().equals(config.file().toString()) && !isReadableByOthers(secret.origin().file());
    }

    private Stream<Finding> readableFiles() {
        return config.clearSecrets()
                .stream()
                .map(secret -> secret.origin().file())
                .distinct()
                .filter(FileAudit::isReadableByOthers)
                .map(file -> new Finding(Rule.READABLE_FILE, Severity.MEDIUM, new Place(file, file, 0),
                        "it holds secrets, and others than its owner and group may read it"));
    }

    private static boolean isReadableByOthers(String file) {
        try {
            return Files.getPosixFilePermissions(Path.of(file)).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            // Gone since it was read, or on a file system that knows no such permissions: there is nothing to tell.
            return false;
        }
    }

    private static Place place(String subject, Origin origin) {
        return new Place(subject, origin.file(), origin.line());
    }
}
