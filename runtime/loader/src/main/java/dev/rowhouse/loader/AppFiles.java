package dev.rowhouse.loader;

import dev.rowhouse.config.AppConfig;
import dev.rowhouse.loader.CodeCopy.Piece;
import dev.rowhouse.spi.App;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The jars and folders of an app, and which packages in them are its own.
 *
 * <p>Safe for use by many threads.
 */
final class AppFiles implements AutoCloseable {
    private static final String SERVICES = "META-INF/services/" + App.class.getName();

    private final CodeCopy copy;
    private final List<URL> urls;
    private final Packages packages;
    private final List<String> leftOut;

    private AppFiles(CodeCopy copy, Packages packages, List<String> leftOut) {
        this.copy = copy;
        this.urls = copy.pieces().stream().map(Piece::url).toList();
        this.packages = packages;
        this.leftOut = List.copyOf(leftOut);
    }

    /**
     * Copies the files and looks into them.
     *
     * @throws CodeException if there is nothing at a place, or something else than code
     */
    static AppFiles open(List<AppConfig.Place> places) {
        var copy = CodeCopy.of(places);
        try {
            return look(copy, places);
        } catch (Throwable e) {
            copy.close();
            throw e;
        }
    }

    /** Refuses places without code, and tells packages apart. */
    private static AppFiles look(CodeCopy copy, List<AppConfig.Place> places) {
        var libraries = new SharedLibraries();
        var additions = new HashSet<String>();
        var filled = new HashSet<AppConfig.Place>();
        var leftOut = new ArrayList<String>();
        for (var piece : copy.pieces()) {
            var contents = contents(piece);
            if (!contents.packageNames().isEmpty()) {
                filled.add(piece.place());
            }
            var others = new TreeSet<String>();
            contents.packages().forEach((name, classes) -> {
                if (libraries.isPlatform(name) || (libraries.isShared(name) && isOfRuntime(name, classes))) {
                    others.add(name);
                } else if (libraries.isShared(name)) {
                    additions.add(name);
                }
            });
            if (!others.isEmpty()) {
                leftOut.add("%d of %d packages in %s (%s)".formatted(others.size(), contents.packageNames().size(),
                        piece.original(), few(others)));
            }
        }
        for (var place : places) {
            if (!filled.contains(place)) {
                throw new CodeException(place, "%s holds no class".formatted(place.path()),
                        "name a jar, a folder of jars or a folder of classes; build the app before");
            }
        }
        return new AppFiles(copy, new Packages(libraries, additions), leftOut);
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

    /** What is in the files and not used, because the JDK or the runtime has it: for each file in words. */
    List<String> leftOut() {
        return leftOut;
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

    /** A digest of all that the files hold. */
    String digest() {
        return copy.digest();
    }

    /** Deletes the copies. */
    @Override
    public void close() {
        copy.close();
    }
}
