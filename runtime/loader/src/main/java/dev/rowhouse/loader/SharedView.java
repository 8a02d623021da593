package dev.rowhouse.loader;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * What apps see of the runtime: the JDK and the packages of {@link SharedLibraries}, classes and resources. Loads nothing
 * itself.
 */
final class SharedView extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final SharedLibraries libraries;
    private final ClassLoader runtime;

    SharedView(SharedLibraries libraries, ClassLoader runtime) {
        super("rowhouse-shared", getPlatformClassLoader());
        this.libraries = libraries;
        this.runtime = runtime;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return libraries.isShared(SharedLibraries.packageOf(name)) ? runtime.loadClass(name)
                : super.loadClass(name, resolve);
    }

    @Override
    public @Nullable URL getResource(String name) {
        var packageName = SharedLibraries.packageOf(name);
        if (libraries.isShared(packageName)) {
            return runtime.getResource(name);
        }
        return libraries.isPlatform(packageName) ? super.getResource(name) : null;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        var packageName = SharedLibraries.packageOf(name);
        if (libraries.isShared(packageName)) {
            return runtime.getResources(name);
        }
        return libraries.isPlatform(packageName) ? super.getResources(name) : Collections.emptyEnumeration();
    }
}
