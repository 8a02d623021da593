package dev.rowhouse.loader;

import dev.rowhouse.config.AppConfig;
import dev.rowhouse.spi.App;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The code of an app, from which it is loaded as often as somebody wants it for himself: from the class path, with all that is
 * there, or from jars and folders, with the spi and the shared libraries alone.
 *
 * <p>Safe for use by many threads.
 */
public final class AppCode implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AppCode.class);

    private final AppConfig config;
    private final Optional<AppFiles> files;
    private final ClassLoader runtime = AppCode.class.getClassLoader();

    private AppCode(AppConfig config, Optional<AppFiles> files) {
        this.config = config;
        this.files = files;
    }

    /**
     * Finds the code of an app, and copies its jars and folders. What they hold of the JDK and of shared libraries is left out,
     * with a word in the log.
     *
     * @throws CodeException if a place is no jar and no folder, or holds nothing
     */
    public static AppCode open(AppConfig config) {
        if (config.places().isEmpty()) {
            return new AppCode(config, Optional.empty());
        }
        var files = AppFiles.open(config.places());
        files.leftOut()
                .forEach(some -> log.warn(
                        "app '{}': left out, because the JDK or the runtime has them: {}; give such libraries the scope provided",
                        config.name(), some));
        return new AppCode(config, Optional.of(files));
    }

    /**
     * What tells it from other code: two with the same load the same classes, if one of them is loaded. Reads all of its files.
     */
    public String fingerprint() {
        return config.className().orElse("") + " " + files.map(AppFiles::digest).orElse("of the class path");
    }

    /** Whether it isn't on the class path, and goes when nobody uses it any more. */
    public boolean isOwn() {
        return files.isPresent();
    }

    /**
     * Loads the app for all instances that have nothing against sharing its static fields.
     *
     * @throws CodeException if there is no such class, or it is no app, or can't be made
     */
    public LoadedApp load() {
        if (files.isEmpty()) {
            return new LoadedApp(make(type(runtime)), Optional.empty());
        }
        return load("app '%s'".formatted(config.name()), files.get().urls(), files.get().packages());
    }

    /**
     * Loads the app for one instance alone: its static fields are that one's own.
     *
     * @param owner whose it is, for stack traces
     * @throws CodeException if there is no such class, or it is no app, or can't be made
     */
    public LoadedApp loadFor(String owner) {
        var name = "app '%s' of %s".formatted(config.name(), owner);
        if (files.isPresent()) {
            return load(name, files.get().urls(), files.get().packages());
        }
        var path = ClassPath.around(type(runtime));
        return load(name, path.urls(), path.packages());
    }

    private LoadedApp load(String name, List<URL> places, Packages packages) {
        var loader = new CodeLoader(name, places, packages, new SharedView(packages.libraries(), runtime));
        var loaded = Optional.of(loader);
        try (var _ = ContextLoader.of(loader)) {
            return new LoadedApp(make(type(loader)), loaded);
        } catch (Throwable e) {
            try {
                loader.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private Class<? extends App<?>> type(ClassLoader loader) {
        var name = config.className().orElseGet(() -> files.orElseThrow().className());
        try {
            var type = Class.forName(name, false, loader);
            if (!App.class.isAssignableFrom(type)) {
                throw wrong("%s is not an App".formatted(name));
            }
            return app(type);
        } catch (ClassNotFoundException e) {
            throw wrong("there is no class %s %s".formatted(name, where()));
        } catch (UnsupportedClassVersionError e) {
            throw new CodeException("%s can't be loaded: %s".formatted(name, e.getMessage()),
                    "build the app for Java %d or older, or run Rowhouse on a newer JDK"
                            .formatted(Runtime.version().feature()));
        } catch (LinkageError e) {
            throw wrong("%s can't be loaded: %s".formatted(name, e));
        }
    }

    @SuppressWarnings("unchecked") // It was asked whether it is one.
    private static Class<? extends App<?>> app(Class<?> type) {
        return (Class<? extends App<?>>) type;
    }

    private App<?> make(Class<? extends App<?>> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw wrong("the constructor of %s failed: %s".formatted(type.getName(), e.getCause()));
        } catch (ReflectiveOperationException e) {
            throw wrong("%s has no public constructor without parameters".formatted(type.getName()));
        } catch (LinkageError e) {
            throw wrong("%s can't be loaded: %s".formatted(type.getName(), e));
        }
    }

    private String where() {
        return config.places().isEmpty() ? "on the class path"
                : "in " + String.join(", ", config.places().stream().map(place -> place.path().toString()).toList());
    }

    private CodeException wrong(String problem) {
        return new CodeException(problem,
                files.isPresent() ? "name a public class in there that implements dev.rowhouse.spi.App"
                        : "name a public class that implements dev.rowhouse.spi.App and is on the class path");
    }

    /** Deletes the copies. What is loaded from them must be closed before. */
    @Override
    public void close() {
        files.ifPresent(AppFiles::close);
    }
}
