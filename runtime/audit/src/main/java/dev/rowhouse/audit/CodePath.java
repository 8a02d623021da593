package dev.rowhouse.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipFile;

/**
 * Reads the classes of jars and folders. Classes for newer releases of Java in a jar ({@code META-INF/versions}) are left out.
 * For one thread.
 */
final class CodePath {
    private final ClassReading reading = new ClassReading();
    private final List<ClassCode> classes = new ArrayList<>();
    private final Map<String, Set<String>> providers = new HashMap<>();
    private final List<String> unreadable = new ArrayList<>();

    /**
     * Reads all classes of a jar or a folder.
     *
     * @param own whether it holds the app itself
     * @throws UncheckedIOException if it can't be read
     */
    void read(Path place, boolean own) {
        try {
            if (Files.isDirectory(place)) {
                readFolder(place, own);
            } else {
                readJar(place, own);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be read: %s".formatted(place, e.getMessage()), e);
        }
    }

    private void readFolder(Path folder, boolean own) throws IOException {
        List<Path> files;
        try (var all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (var file : files) {
            var name = folder.relativize(file).toString().replace('\\', '/');
            if (isWanted(name)) {
                take(name, Files.readAllBytes(file), own);
            }
        }
    }

    private void readJar(Path jar, boolean own) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : zip.stream().toList()) {
                if (isWanted(entry.getName())) {
                    try (var in = zip.getInputStream(entry)) {
                        take(entry.getName(), in.readAllBytes(), own);
                    }
                }
            }
        }
    }

    private static boolean isWanted(String name) {
        return (name.endsWith(".class") && !name.startsWith("META-INF/") && !name.endsWith("module-info.class"))
                || (name.startsWith("META-INF/services/") && name.length() > "META-INF/services/".length());
    }

    private void take(String name, byte[] bytes, boolean own) {
        if (!name.endsWith(".class")) {
            var service = name.substring(name.lastIndexOf('/') + 1).replace('.', '/');
            new String(bytes, StandardCharsets.UTF_8).lines()
                    .map(line -> line.replaceAll("#.*", "").strip().replace('.', '/'))
                    .filter(line -> !line.isEmpty())
                    .forEach(line -> providers.computeIfAbsent(service, _ -> new HashSet<>()).add(line));
            return;
        }
        try {
            classes.add(reading.read(bytes, own));
        } catch (IllegalArgumentException e) {
            unreadable.add("%s: %s".formatted(name, e.getMessage()));
        }
    }

    /** What was read. */
    List<ClassCode> classes() {
        return classes;
    }

    /** Which classes are found where a service is looked for. */
    Map<String, Set<String>> providers() {
        return providers;
    }

    /** Class files that this JDK doesn't understand, with the reason. */
    List<String> unreadable() {
        return unreadable;
    }
}
