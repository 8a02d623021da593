package dev.rowhouse.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Finds the one true path of files, most of which do not exist yet. Remembers folders; for use by one thread. */
final class RealPaths {
    private final Map<Path, Folder> folders = new HashMap<>();

    /** A folder by its real path, if there is such a folder. */
    private record Folder(Path path, boolean exists) {}

    /** The path with all links followed as far as it exists, without dot segments. */
    Path of(Path path) {
        var absolute = path.toAbsolutePath();
        var parent = absolute.getParent();
        var name = absolute.getFileName();
        if (parent == null || name == null) {
            return absolute;
        }
        var folder = folder(parent);
        return follow(folder, name).path();
    }

    private Folder folder(Path path) {
        var known = folders.get(path);
        if (known == null) {
            var parent = path.getParent();
            var name = path.getFileName();
            known = parent == null || name == null ? new Folder(path, true) : follow(folder(parent), name);
            folders.put(path, known);
        }
        return known;
    }

    private static Folder follow(Folder parent, Path name) {
        var path = parent.path().resolve(name);
        // A step back out of a folder that does not exist yet leads to one that may.
        boolean mayExist = parent.exists() || name.toString().equals("..");
        try {
            if (mayExist && Files.exists(path.normalize())) {
                return new Folder(path.normalize().toRealPath(), true);
            }
        } catch (IOException e) {
            // What can't be followed is compared by its name.
        }
        return new Folder(path.normalize(), false);
    }
}
