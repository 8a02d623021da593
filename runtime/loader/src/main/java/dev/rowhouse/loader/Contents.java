package dev.rowhouse.loader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is in a jar or a folder of classes.
 *
 * @param packages for each package with classes, the resource names of these
 */
record Contents(Map<String, List<String>> packages) {
    private static final String CLASS = ".class";

    /**
     * Looks into a jar, at what the JVM at hand would find in it, or into a folder.
     *
     * @throws IOException if it is no jar, or can't be read
     */
    static Contents of(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (var files = Files.walk(path)) {
                return of(files.filter(Files::isRegularFile)
                        .map(file -> path.relativize(file)
                                .toString()
                                .replace(path.getFileSystem().getSeparator(), "/")));
            }
        }
        try (var jar = new JarFile(path.toFile(), false, JarFile.OPEN_READ, JarFile.runtimeVersion())) {
            return of(jar.versionedStream().map(entry -> entry.getName()));
        }
    }

    private static Contents of(Stream<String> names) {
        return new Contents(names.filter(
                name -> name.endsWith(CLASS) && !name.equals("module-info" + CLASS) && !name.startsWith("META-INF/"))
                .collect(Collectors.groupingBy(SharedLibraries::packageOf, HashMap::new, Collectors.toList())));
    }

    Set<String> packageNames() {
        return packages.keySet();
    }
}
