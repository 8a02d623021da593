package dev.rowhouse.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException.NotResolved;
import java.nio.file.Path;
import java.util.List;

/** Reads of a composite file where the runtime keeps files of its own, however large the rest is, and whatever is wrong with it. */
final class FolderReader {
    private static final String KEY = "folder";

    private FolderReader() {}

    static Path read(Path file) {
        var mistakes = new Mistakes();
        var places = new Places(file);
        var path = file.getParent() == null ? Path.of(".").resolve(file) : file;
        var resolved = new HoconFile(places, mistakes).parse(path)
                .flatMap(config -> new Unresolved(places, mistakes).resolve(only(config), config));
        mistakes.throwIfAny();
        var here = String.valueOf(path.toAbsolutePath().normalize().getParent());
        var reading = new Reading(mistakes, places, new Placeholders(here, "", ""), new SecretWords());
        var folder = resolved.flatMap(config -> Section.of(config.root(), "", List.of(), reading).find(KEY))
                .flatMap(Scalars::folder);
        mistakes.throwIfAny();
        return folder.orElseGet(() -> CompositeReader.usualFolder(file));
    }

    /** Without the rest, which may be long and then takes long to be resolved. */
    private static Config only(Config config) {
        try {
            return config.withOnlyPath(KEY);
        } catch (NotResolved e) {
            // The key stands in what a substitution stands for.
            return config;
        }
    }
}
