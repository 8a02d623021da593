package dev.rowhouse.loader;

import java.util.Set;

/**
 * Which packages are an app's own.
 *
 * @param libraries what is the JDK's or shared
 * @param additions packages that bear the name of a shared library, and that the runtime doesn't have: an extension of Guice
 */
record Packages(SharedLibraries libraries, Set<String> additions) {
    Packages {
        additions = Set.copyOf(additions);
    }

    boolean isOwn(String packageName) {
        return !libraries.isPlatform(packageName)
                && (!libraries.isShared(packageName) || additions.contains(packageName));
    }
}
