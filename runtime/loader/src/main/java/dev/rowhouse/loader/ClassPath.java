package dev.rowhouse.loader;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What an app that is on the class path is made of: the jar or folder of its class, and those that hold neither the runtime nor
 * a shared library nor another app of the same makers.
 *
 * @param urls the app's first
 * @param packages whose packages are whose
 */
record ClassPath(List<URL> urls, Packages packages) {
    /** The runtime's own packages are below it. */
    private static final String HOUSE = "dev.rowhouse.";

    ClassPath {
        urls = List.copyOf(urls);
    }

    /**
     * Looks through the class path.
     *
     * @throws CodeException if the class doesn't come from a file
     */
    static ClassPath around(Class<?> app) {
        var libraries = new SharedLibraries();
        var source = source(app);
        var urls = new ArrayList<URL>();
        urls.add(url(source));
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .filter(entry -> !entry.equals(source) && Files.exists(entry) && isOther(entry, libraries))
                .forEach(entry -> urls.add(url(entry)));
        return new ClassPath(urls, new Packages(libraries, Set.of()));
    }

    private static Path source(Class<?> app) {
        var source = app.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            throw new CodeException("%s comes from no file, so it can't be loaded again".formatted(app.getName()),
                    "write statics = warn, or give the app a path");
        }
        try {
            return Path.of(source.getLocation().toURI()).toAbsolutePath().normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("%s is no address".formatted(source.getLocation()), e);
        }
    }

    private static boolean isOther(Path entry, SharedLibraries libraries) {
        try {
            return Contents.of(entry)
                    .packageNames()
                    .stream()
                    .noneMatch(name -> name.startsWith(HOUSE) || libraries.isShared(name));
        } catch (IOException e) {
            // What isn't a jar holds no class for the JVM either.
            return false;
        }
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("%s has no address".formatted(entry), e);
        }
    }
}
