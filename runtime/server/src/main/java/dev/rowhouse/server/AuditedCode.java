package dev.rowhouse.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the code of an app lies. The libraries of one that is loaded from a path are what else is there; of one on the class path, the
 * jars of the folder {@code lib} beside it: all others are the runtime's, and whoever wrote them, an app shares them with the runtime.
 *
 * @param own jars and folders of the app itself
 * @param libraries jars that only the app uses
 */
record AuditedCode(List<Path> own, List<Path> libraries) {
    AuditedCode {
        own = List.copyOf(own);
        libraries = List.copyOf(libraries);
    }

    /**
     * The code that a class belongs to.
     *
     * @throws UncheckedIOException if the folder of its libraries can't be read
     */
    static AuditedCode of(Class<?> type) {
        var source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return new AuditedCode(List.of(), List.of());
        }
        try {
            var place = Path.of(source.getLocation().toURI());
            return new AuditedCode(List.of(place),
                    type.getClassLoader() instanceof URLClassLoader loader ? beside(place, loader)
                            : jars(place.resolveSibling("lib")));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("%s comes from no place that has a path".formatted(type.getName()), e);
        }
    }

    private static List<Path> beside(Path place, URLClassLoader loader) throws URISyntaxException {
        var others = new ArrayList<Path>();
        for (var url : loader.getURLs()) {
            var path = Path.of(url.toURI());
            if (!path.equals(place)) {
                others.add(path);
            }
        }
        return others;
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the libraries in %s can't be listed".formatted(folder), e);
        }
    }
}
