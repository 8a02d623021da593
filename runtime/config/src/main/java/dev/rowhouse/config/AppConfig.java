package dev.rowhouse.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An app of the composite, as declared under {@code apps.<name>}.
 *
 * @param name what instances call it
 * @param className the class that implements it; empty if its jars are to say which it is
 * @param places where its code is; none if it is on the class path
 * @param accepted findings of the audit in its code that the operator accepts
 * @param origin where the class is declared, or the app if no class is
 */
public record AppConfig(
        AppName name,
        Optional<String> className,
        List<Place> places,
        List<Acceptance> accepted,
        Origin origin) {
    /** Copies the lists. */
    public AppConfig {
        places = List.copyOf(places);
        accepted = List.copyOf(accepted);
    }

    /**
     * A jar, a folder of jars or a folder of classes.
     *
     * @param path absolute
     * @param key the full key of the value that names it
     * @param origin where it is named
     */
    public record Place(Path path, String key, Origin origin) {}
}
