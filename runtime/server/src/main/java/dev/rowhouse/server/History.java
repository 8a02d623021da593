package dev.rowhouse.server;

import dev.rowhouse.config.SourceFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The versions of a composite's files: each that it ran with, and what undoing would have overwritten. Each is a folder that is called by
 * its time; {@code current} names the one that runs. Secrets are in there, so all of it is for the owner alone.
 *
 * <p>For one thread at a time.
 */
final class History {
    /** How many versions are kept. */
    static final int MOST = 20;

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'")
            .withZone(ZoneOffset.UTC);
    private static final Pattern STAMPED = Pattern.compile("\\d{8}T\\d{6}\\.\\d{3}Z");
    private static final String CURRENT = "current";

    private final Path home;
    private final Path folder;
    private final InstantSource clock;

    /**
     * The history of one composite; its folder is made with the first version.
     *
     * @param home the composite's own folder
     */
    History(Path home, InstantSource clock) {
        this.home = home;
        this.folder = home.resolve("history");
        this.clock = clock;
    }

    /**
     * Keeps what runs, unless that is the current version already, and makes it the current one, which follows the one that was.
     *
     * @throws IOException if it can't be written
     */
    void keep(SourceFiles sources) throws IOException {
        var version = Version.of(sources);
        var current = current();
        if (current.isEmpty() || !current.get().hasSameAs(version)) {
            makeCurrent(write(version, current.flatMap(Version::stamp)));
            prune();
        }
    }

    /**
     * What ran before the current version.
     *
     * @throws IOException if it can't be read
     */
    Optional<Version> before() throws IOException {
        var before = current().flatMap(Version::before);
        return before.isPresent() ? find(before.get()) : Optional.empty();
    }

    /**
     * Keeps what the files hold now if that isn't the current version: an operator has changed them, and didn't apply it yet.
     *
     * @param known what is read now, as far as anybody knows
     * @return what they hold
     * @throws IOException if it can't be read or written
     */
    Version keepAside(SourceFiles known) throws IOException {
        var current = current();
        Set<Path> files = new LinkedHashSet<>(known.files());
        Set<Path> folders = new LinkedHashSet<>(known.folders());
        current.ifPresent(version -> {
            files.addAll(version.files().keySet());
            folders.addAll(version.folders());
        });
        files.addAll(instances(folders));
        var now = Version.of(new SourceFiles(List.copyOf(files), List.copyOf(folders)));
        if (current.isEmpty() || !current.get().hasSameAs(now)) {
            write(now, current.flatMap(Version::stamp));
            prune();
        }
        return now;
    }

    /**
     * Puts the files of a version in their places, each at once, and takes away files of instances that it doesn't have.
     *
     * @throws IOException if one can't be written; those before it are in their places then
     */
    void restore(Version version) throws IOException {
        for (var file : version.files().entrySet()) {
            PrivateFiles.replace(file.getKey(), file.getValue());
        }
        for (var other : instances(version.folders())) {
            if (!version.files().containsKey(other)) {
                Files.delete(other);
            }
        }
    }

    /** From now on this version runs. */
    void makeCurrent(Version version) throws IOException {
        makeCurrent(version.stamp().orElseThrow());
    }

    private static List<Path> instances(Iterable<Path> folders) throws IOException {
        List<Path> found = new ArrayList<>();
        for (var one : folders) {
            if (Files.isDirectory(one)) {
                try (var files = Files.list(one)) {
                    files.filter(SourceFiles::isInstance).sorted().forEach(found::add);
                }
            }
        }
        return found;
    }

    /** The version that runs; empty if none was kept. */
    Optional<Version> current() throws IOException {
        var file = folder.resolve(CURRENT);
        return Files.exists(file) ? find(Files.readString(file).strip()) : Optional.empty();
    }

    private Optional<Version> find(String stamp) throws IOException {
        var place = folder.resolve(stamp);
        return STAMPED.matcher(stamp).matches() && Files.isDirectory(place) ? Optional.of(Version.read(place))
                : Optional.empty();
    }

    private void makeCurrent(String stamp) throws IOException {
        PrivateFiles.replace(folder.resolve(CURRENT), stamp.getBytes(StandardCharsets.UTF_8));
    }

    private String write(Version version, Optional<String> follows) throws IOException {
        PrivateFiles.makeFolder(home);
        PrivateFiles.makeFolder(folder);
        Instant time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        while (Files.exists(folder.resolve(STAMP.format(time)))) {
            time = time.plus(Duration.ofMillis(1));
        }
        var stamp = STAMP.format(time);
        // It is there as a whole or not at all, whenever the process is killed.
        var unfinished = folder.resolve("." + stamp);
        PrivateFiles.makeFolder(unfinished);
        version.write(unfinished, follows);
        Files.move(unfinished, folder.resolve(stamp));
        return stamp;
    }

    /** The names of the versions, the oldest first. */
    List<String> stamps() throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(one -> one.getFileName().toString())
                    .filter(name -> STAMPED.matcher(name).matches())
                    .sorted()
                    .toList();
        }
    }

    private void prune() throws IOException {
        var all = stamps();
        var current = Files.exists(folder.resolve(CURRENT)) ? Files.readString(folder.resolve(CURRENT)).strip() : "";
        for (var stamp : all.subList(0, Math.max(0, all.size() - MOST))) {
            if (!stamp.equals(current)) {
                delete(folder.resolve(stamp));
            }
        }
    }

    private static void delete(Path place) throws IOException {
        try (var files = Files.walk(place)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
