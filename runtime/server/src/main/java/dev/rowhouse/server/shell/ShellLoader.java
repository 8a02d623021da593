package dev.rowhouse.server.shell;

import dev.rowhouse.instance.Household;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.InternalException;

/**
 * Defines the classes that snippets become, and knows the household that they are about. They see the app's classes, and, since
 * they are the operator's, the runtime's too.
 */
final class ShellLoader extends URLClassLoader implements LoaderDelegate {
    private final Household household;
    private final Map<String, byte[]> snippets = new ConcurrentHashMap<>();

    ShellLoader(Household household, ClassLoader parent) {
        super(new URL[0], parent);
        this.household = household;
    }

    /**
     * The loader among a loader and its parents.
     *
     * @throws IllegalStateException if there is none: whoever asks is no snippet of a shell
     */
    static ShellLoader among(ClassLoader loader) {
        for (var one = loader; one != null; one = one.getParent()) {
            if (one instanceof ShellLoader found) {
                return found;
            }
        }
        throw new IllegalStateException("only a snippet of 'rowhouse shell' has an instance at hand");
    }

    Household household() {
        return household;
    }

    /** Where the compiler finds what snippets name. */
    static String classPath(Household household) {
        var runtime = System.getProperty("java.class.path");
        return household.loader() instanceof URLClassLoader own
                ? Stream.concat(Arrays.stream(own.getURLs()).map(ShellLoader::path), Stream.of(runtime))
                        .collect(Collectors.joining(File.pathSeparator))
                : runtime;
    }

    private static String path(URL file) {
        try {
            return Path.of(file.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("%s is no address".formatted(file), e);
        }
    }

    /** A loader for the same household that knows none of the snippets. */
    ShellLoader fresh() {
        return new ShellLoader(household, getParent());
    }

    /** The app's first: of a class that the runtime has too, the instance may have one of its own. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!snippets.containsKey(name)) {
            try {
                return household.loader().loadClass(name);
            } catch (ClassNotFoundException e) {
                return super.loadClass(name, resolve);
            }
        }
        return super.loadClass(name, resolve);
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        var loaded = findLoadedClass(name);
        if (loaded != null) {
            return loaded;
        }
        var bytes = snippets.get(name);
        return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException {
        // All are known before one is loaded, since they may name each other.
        for (var one : classes) {
            snippets.put(one.name(), one.bytecodes());
        }
        boolean[] done = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            try {
                // Finds out at once whether what the class names can be found.
                var _ = loadClass(classes[i].name()).getDeclaredMethods();
                done[i] = true;
            } catch (ClassNotFoundException | LinkageError e) {
                throw new ClassInstallException(e.toString(), done);
            }
        }
    }

    @Override
    public void classesRedefined(ClassBytecodes[] classes) {
        for (var one : classes) {
            snippets.put(one.name(), one.bytecodes());
        }
    }

    @Override
    public void addToClasspath(String path) throws InternalException {
        try {
            for (var one : path.split(File.pathSeparator, -1)) {
                addURL(new File(one).toURI().toURL());
            }
        } catch (MalformedURLException e) {
            throw new InternalException(e.toString());
        }
    }
}
