package dev.rowhouse.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What follows {@code jdbc:h2:}.
 *
 * @param kind where the database is
 * @param name its name; for a file without the prefixes that leave it the same file
 * @param settings what follows the name, upper-case keys
 */
record H2Url(Kind kind, String name, Map<String, String> settings) {
    private static final String MEMORY = "mem:";

    /** Ways to reach a file, all to the same bytes. */
    private static final Pattern SAME_FILE = Pattern
            .compile("^(?:file:|nio:|async:|nioMapped:|retry:|rec:|split:(?:\\d+:)?)+");

    /** File systems of H2's own, in memory or read-only. */
    private static final Pattern OTHER_FILES = Pattern.compile("^(?:memFS|memLZ|nioMemFS|nioMemLZ|zip|classpath):.*");

    private static final Pattern REMOTE = Pattern.compile("^(?:tcp|ssl):.*");

    private static final Pattern ABSOLUTE = Pattern.compile("^(?:[./~\\\\]|[A-Za-z]:[/\\\\]|\\$\\{).*");

    /** Where a database is. */
    enum Kind {
        /** In the memory of this process. */
        MEMORY,
        /** In files of this machine. */
        FILE,
        /** In a file system that H2 brings along. */
        VIRTUAL_FILE,
        /** In another process. */
        REMOTE
    }

    static H2Url parse(String rest) {
        var parts = rest.split(";", -1);
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0) {
                settings.put(parts[i].substring(0, equals).strip().toUpperCase(Locale.ROOT),
                        parts[i].substring(equals + 1));
            }
        }
        var name = parts[0];
        if (name.startsWith(MEMORY)) {
            return new H2Url(Kind.MEMORY, name.substring(MEMORY.length()), settings);
        }
        if (REMOTE.matcher(name).matches()) {
            return new H2Url(Kind.REMOTE, name, settings);
        }
        var file = SAME_FILE.matcher(name).replaceFirst("");
        return new H2Url(OTHER_FILES.matcher(file).matches() ? Kind.VIRTUAL_FILE : Kind.FILE, file, settings);
    }

    boolean isFile() {
        return kind == Kind.FILE || kind == Kind.VIRTUAL_FILE;
    }

    boolean isMemory() {
        return kind == Kind.MEMORY;
    }

    boolean isRemote() {
        return kind == Kind.REMOTE;
    }

    /** What would follow {@code jdbc:h2:} for the same file below a folder; empty if it is none of this machine. */
    Optional<String> below(Path other) {
        return kind == Kind.FILE ? Optional.of(settings.entrySet()
                .stream()
                .map(setting -> ";" + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("", "file:" + moved(other), ""))) : Optional.empty();
    }

    private Path moved(Path other) {
        var absolute = path(name).toAbsolutePath().normalize();
        return other.toAbsolutePath().resolve(absolute.subpath(0, absolute.getNameCount()));
    }

    /** Whether it is a file whose folder is not said; H2 refuses that when it connects. */
    boolean isNowhere() {
        return kind == Kind.FILE && !ABSOLUTE.matcher(name).matches();
    }

    /** The path that a name stands for, with the home folder in its place. */
    static Path path(String name) {
        return Path.of(
                name.equals("~") || name.startsWith("~/") ? System.getProperty("user.home") + name.substring(1) : name);
    }

    /** The folder that the file is in; empty if it is none of this machine, or only H2 knows which. */
    Optional<Path> folder() {
        if (kind != Kind.FILE || isNowhere() || name.contains("${")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(path(name).toAbsolutePath().getParent());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The file itself, where {@link #folder} knows its folder. */
    Optional<Path> file() {
        return folder().map(folder -> folder.resolve(path(name).getFileName() + ".mv.db"));
    }

    Optional<String> setting(String key) {
        return Optional.ofNullable(settings.get(key.toUpperCase(Locale.ROOT)));
    }
}
