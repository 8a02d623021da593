package dev.rowhouse.xa;

import java.io.IOException;
import java.util.List;

/**
 * Defines Narayana's classes anew, from the bytes that the parent has, so that what it keeps in static fields is one
 * household's own and goes with this loader. All other classes are the parent's.
 */
final class IsolatedLoader extends ClassLoader {
    private static final List<String> OWN = List.of("com.arjuna.", "org.jboss.narayana.", "dev.rowhouse.xa.narayana.");

    /**
     * A loader without classes.
     *
     * @param name for messages
     * @param parent who has the bytes
     */
    IsolatedLoader(String name, ClassLoader parent) {
        super(name, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (OWN.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            var known = findLoadedClass(name);
            return known != null ? known : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (var bytes = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            var all = bytes.readAllBytes();
            return defineClass(name, all, 0, all.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
