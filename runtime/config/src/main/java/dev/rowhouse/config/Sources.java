package dev.rowhouse.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers the files and folders that a composite is read from. For use by one thread. */
final class Sources {
    private final Set<Path> files = new LinkedHashSet<>();
    private final Set<Path> folders = new LinkedHashSet<>();

    void addFile(Path file) {
        files.add(absolute(file));
    }

    void addFolder(Path folder) {
        folders.add(absolute(folder));
    }

    /** Takes the files that something was included from: the library alone knows where it looked for them. */
    void addOrigins(ConfigValue included) {
        var file = included.origin().filename();
        if (file != null) {
            addFile(Path.of(file));
        }
        switch (included) {
            case ConfigObject object -> object.values().forEach(this::addOrigins);
            case ConfigList list -> list.forEach(this::addOrigins);
            default -> {
            }
        }
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    SourceFiles found() {
        return new SourceFiles(List.copyOf(files), List.copyOf(folders));
    }
}
