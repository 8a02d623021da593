package dev.rowhouse.loader;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The packages that all apps and the runtime have in common, because objects of their classes pass between them. Everything
 * else of the runtime is out of an app's sight, so that an app may bring another version of it, or nothing by that name.
 *
 * <p>Safe for use by many threads.
 */
final class SharedLibraries {
    /** Each with all packages below it. */
    private static final List<String> PACKAGES = List.of(
            // What JSON is mapped with.
            "com.fasterxml.jackson.annotation", "tools.jackson",
            // How apps are wired.
            "com.google.inject", "jakarta.inject", "org.aopalliance",
            // The contract.
            "dev.rowhouse.spi",
            // How requests are answered; XNIO has types of the last one in its signatures.
            "io.undertow", "org.xnio", "org.wildfly.common",
            // How rows are mapped; Hibernate's proxies of an app's entities are classes of the app's loader.
            "jakarta.persistence", "jakarta.transaction", "org.hibernate",
            // What stands in signatures, and how the log is written.
            "org.jboss.logging", "org.jspecify.annotations", "org.slf4j");

    private final Set<String> platform = ModuleLayer.boot()
            .modules()
            .stream()
            .flatMap(module -> module.getPackages().stream())
            .collect(Collectors.toUnmodifiableSet());

    /** Whether a package is the JDK's. */
    boolean isPlatform(String packageName) {
        return packageName.startsWith("java.") || packageName.equals("java") || platform.contains(packageName);
    }

    /** Whether a package has the name of one that is shared; it may still be one that the runtime doesn't have. */
    boolean isShared(String packageName) {
        return PACKAGES.stream()
                .anyMatch(shared -> packageName.startsWith(shared)
                        && (packageName.length() == shared.length() || packageName.charAt(shared.length()) == '.'));
    }

    /** The package of a class or, with slashes, of a resource; empty if it is in none. */
    static String packageOf(String name) {
        int end = name.lastIndexOf(name.indexOf('/') >= 0 ? '/' : '.');
        return end < 0 ? "" : name.substring(0, end).replace('/', '.');
    }
}
