package dev.rowhouse.loader;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes and resources of one app, as some of its instances have them. A package is the JDK's, or shared, or the app's
 * own, and never more than one of these, whatever lies in the app's jars.
 *
 * <p>Keeps no file open once it is closed: resources are read past the cache that the JDK has for jars.
 */
final class CodeLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    /** Whoever looks for drivers first makes the JDK remember those that he sees, for the whole process and for good. */
    private static final String DRIVERS = "META-INF/services/java.sql.Driver";

    private final Packages packages;
    private final ClassLoader view;

    /**
     * A loader without classes.
     *
     * @param name what stack traces call it
     * @param places jars and folders
     * @param packages whose packages are whose
     * @param view what is not the app's own
     */
    CodeLoader(String name, List<URL> places, Packages packages, ClassLoader view) {
        super(name, places.toArray(URL[]::new), view);
        this.packages = packages;
        this.view = view;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!packages.isOwn(SharedLibraries.packageOf(name))) {
            return view.loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            var known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try {
            return super.findClass(name);
        } catch (ClassNotFoundException e) {
            throw new ClassNotFoundException(
                    "%s is not in the jars of %s, and the runtime doesn't share it".formatted(name, getName()), e);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        return packages.isOwn(SharedLibraries.packageOf(name)) ? findResource(name) : view.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return packages.isOwn(SharedLibraries.packageOf(name)) ? findResources(name) : view.getResources(name);
    }

    @Override
    public @Nullable URL findResource(String name) {
        var found = name.equals(DRIVERS) ? null : super.findResource(name);
        return found == null ? null : uncached(found);
    }

    @Override
    public Enumeration<URL> findResources(String name) throws IOException {
        return name.equals(DRIVERS) ? Collections.emptyEnumeration()
                : Collections.enumeration(
                        Collections.list(super.findResources(name)).stream().map(CodeLoader::uncached).toList());
    }

    private static URL uncached(URL found) {
        try {
            return URL.of(found.toURI(), new Uncached());
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("%s is no address".formatted(found), e);
        }
    }

    /** Opens what the JDK would, without keeping it. */
    private static final class Uncached extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL address) throws IOException {
            try {
                var connection = address.toURI().toURL().openConnection();
                connection.setUseCaches(false);
                return connection;
            } catch (URISyntaxException e) {
                throw new IOException(e);
            }
        }
    }

    @Override
    public String toString() {
        return getName();
    }
}
