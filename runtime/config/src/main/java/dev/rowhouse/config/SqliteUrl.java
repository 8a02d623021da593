package dev.rowhouse.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What follows {@code jdbc:sqlite:}.
 *
 * @param name the path of the file; empty, or with a colon first, if there is none
 * @param settings what follows the question mark, lower-case keys
 */
record SqliteUrl(String name, Map<String, String> settings) {
    private static final String URI = "file:";

    static SqliteUrl parse(String rest) {
        var parts = rest.split("\\?", 2);
        Map<String, String> settings = new LinkedHashMap<>();
        if (parts.length == 2) {
            for (var setting : parts[1].split("&", -1)) {
                int equals = setting.indexOf('=');
                if (equals > 0) {
                    settings.put(setting.substring(0, equals).toLowerCase(Locale.ROOT), setting.substring(equals + 1));
                }
            }
        }
        var name = parts[0].startsWith(URI)
                ? UrlSecrets.decode(parts[0].substring(URI.length()).replaceFirst("^//(?:localhost)?/", "/"))
                : parts[0];
        return new SqliteUrl(name, settings);
    }

    /** Whether each connection gets a database of its own, or it ends with the last connection. */
    boolean isMemory() {
        return name.isEmpty() || name.equals(":memory:") || "memory".equals(settings.get("mode"));
    }

    /** Where the file is; empty if there is none. */
    Optional<Path> file() {
        if (isMemory() || name.startsWith(":")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The folder that the file is in; empty if there is none. */
    Optional<Path> folder() {
        return file().map(file -> file.toAbsolutePath().getParent());
    }

    /** What would follow {@code jdbc:sqlite:} for the same file below a folder; empty if there is none. */
    Optional<String> below(Path other) {
        return file().map(original -> {
            var absolute = original.toAbsolutePath().normalize();
            var moved = other.toAbsolutePath().resolve(absolute.subpath(0, absolute.getNameCount()));
            return settings.entrySet()
                    .stream()
                    .map(setting -> setting.getKey() + "=" + setting.getValue())
                    .collect(Collectors.joining("&", settings.isEmpty() ? moved.toString() : moved + "?", ""));
        });
    }

    Optional<String> setting(String key) {
        return Optional.ofNullable(settings.get(key.toLowerCase(Locale.ROOT)));
    }
}
