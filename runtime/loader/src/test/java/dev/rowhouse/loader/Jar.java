package dev.rowhouse.loader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A jar that is to be written, byte by byte. */
final class Jar {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    Jar with(Class<?> type) {
        var name = type.getName().replace('.', '/') + ".class";
        return with(name, bytes(type));
    }

    static byte[] bytes(Class<?> type) {
        try (var in = type
                .getResourceAsStream(type.getName().substring(type.getPackageName().length() + 1) + ".class")) {
            if (in == null) {
                throw new AssertionError("%s has no file".formatted(type));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Jar with(String name, String text) {
        return with(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Jar with(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    Path write(Path jar) {
        try {
            Files.createDirectories(jar.getParent());
            try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
                for (var file : files.entrySet()) {
                    out.putNextEntry(new JarEntry(file.getKey()));
                    out.write(file.getValue());
                    out.closeEntry();
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
