package dev.rowhouse.loader;

import dev.rowhouse.config.AppConfig;
import dev.rowhouse.loader.CodeCopy.Piece;
import dev.rowhouse.spi.App;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jars and folders of an app, and which packages in them are its own.
 *
 * <p>Safe for use by many threads.
 */
final class AppFiles implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AppFiles.class);
    private static final String SERVICES = "META-INF/services/" + App.class.getName();

    private final CodeCopy copy;
    private final List<URL> urls;
    private final Packages packages;

    private AppFiles(CodeCopy copy, Packages packages) {
        this.copy = copy;
        this.urls = copy.pieces().stream().map(Piece::url).toList();
        this.packages = packages;
    }

    /**
     * Copies the files and looks into them.
     *
     * @param owner whose they are, for the log
     * @throws CodeException if there is nothing at a place, or something else than code
     */
    static AppFiles open(String owner, List<AppConfig.Place> places) {
        var copy = CodeCopy.of(places);
        try {
            return new AppFiles(copy, packages(owner, copy, places));
        } catch (Throwable e) {
            copy.close();
            throw e;
        }
    }

    private static Packages packages(String owner, CodeCopy copy, List<AppConfig.Place> places) {
        var libraries = new SharedLibraries();
        var additions = new HashSet<String>();
        var filled = new HashSet<AppConfig.Place>();
        for (var piece : copy.pieces()) {
            var contents = contents(piece);
            if (!contents.packageNames().isEmpty()) {
                filled.add(piece.place());
            }
            var leftOut = new TreeSet<String>();
            contents.packages().forEach((name, classes) -> {
                if (libraries.isPlatform(name) || libraries.isShared(name) && isOfRuntime(name, classes)) {
                    leftOut.add(name);
                } else if (libraries.isShared(name)) {
                    additions.add(name);
                }
            });
            if (!leftOut.isEmpty()) {
                log.warn(
                        "{}: {} of {} packages in {} are left out, because the JDK or the runtime has them ({}); give such libraries the scope provided",
                        owner, leftOut.size(), contents.packageNames().size(), piece.original(), few(leftOut));
            }
        }
        for (var place : places) {
            if (!filled.contains(place)) {
                throw new CodeException(place, "%s holds no class".formatted(place.path()),
                        "name a jar, a folder of jars or a folder of classes; build the app before");
            }
        }
        return new Packages(libraries, additions);
    }

    /** A package is the runtime's as a whole, so that classes of two versions of a library never meet in one. */
    private static boolean isOfRuntime(String packageName, List<String> classes) {
        var runtime = AppFiles.class.getClassLoader();
        return packageName.equals(App.class.getPackageName())
                || classes.stream().anyMatch(name -> runtime.getResource(name) != null);
    }

    private static Contents contents(Piece piece) {
        try {
            return Contents.of(piece.copy());
        } catch (IOException e) {
            throw new CodeException(piece.place(),
                    "%s is not a jar, or a broken one (%s)".formatted(piece.original(), e.getMessage()),
                    "build or copy it again, or name a jar, a folder of jars or a folder of classes");
        }
    }

    private static String few(Set<String> names) {
        return String.join(", ", names.stream().limit(5).toList()) + (names.size() > 5 ? ", ..." : "");
    }

    List<URL> urls() {
        return urls;
    }

    Packages packages() {
        return packages;
    }

    /**
     * The app that the files name as their own.
     *
     * @throws CodeException if they name none, or several
     */
    String className() {
        Set<String> found = new TreeSet<>();
        try (var loader = new CodeLoader("services", urls, packages, URLClassLoader.newInstance(new URL[0], null))) {
            for (var file : Collections.list(loader.findResources(SERVICES))) {
                try (var in = file.openStream()) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                            .map(line -> line.split("#", 2)[0].strip())
                            .filter(line -> !line.isEmpty())
                            .forEach(found::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (found.size() != 1) {
            throw new CodeException(found.isEmpty() ? "no class is named, and there is no %s".formatted(SERVICES)
                    : "no class is named, and %s names several: %s".formatted(SERVICES, String.join(", ", found)),
                    "write class = com.example.TheApp");
        }
        return found.iterator().next();
    }

    /** Deletes the copies. */
    @Override
    public void close() {
        copy.close();
    }
}
