package dev.rowhouse.server;

import dev.rowhouse.config.AppConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipFile;

/**
 * Where the code of an app lies that is its own: with {@code path} all that is there; on the class path what its class is in, and the jars
 * of the folder {@code lib} beside that. All other code on the class path is the runtime's.
 *
 * @param own jars and folders of the app itself
 * @param libraries jars that only the app uses
 */
record AuditedCode(List<Path> own, List<Path> libraries) {
    private static final String PROVIDER = "META-INF/services/dev.rowhouse.spi.App";

    AuditedCode {
        own = List.copyOf(own);
        libraries = List.copyOf(libraries);
    }

    /**
     * The code of an app.
     *
     * @throws UncheckedIOException if it can't be listed
     */
    static AuditedCode of(AppConfig app) {
        try {
            return app.places().isEmpty() ? onClassPath(entry(app)) : at(app);
        } catch (IOException e) {
            throw new UncheckedIOException("app '%s': its code can't be listed".formatted(app.name()), e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("app '%s': its code is in no place that has a path".formatted(app.name()),
                    e);
        }
    }

    private static String entry(AppConfig app) {
        return app.className().map(name -> name.replace('.', '/') + ".class").orElse(PROVIDER);
    }

    private static AuditedCode onClassPath(String entry) throws IOException, URISyntaxException {
        var found = AuditedCode.class.getClassLoader().getResource(entry);
        if (found == null) {
            return new AuditedCode(List.of(), List.of());
        }
        var place = place(found, entry);
        var beside = place.resolveSibling("lib");
        return new AuditedCode(List.of(place), beside.equals(runtimeLibraries()) ? List.of() : jars(beside));
    }

    /** What lies beside the runtime's own code is the runtime's. */
    private static Path runtimeLibraries() throws IOException, URISyntaxException {
        var own = AuditedCode.class.getName().replace('.', '/') + ".class";
        var found = Objects.requireNonNull(AuditedCode.class.getClassLoader().getResource(own));
        return place(found, own).resolveSibling("lib");
    }

    private static Path place(URL found, String entry) throws IOException, URISyntaxException {
        if (found.openConnection() instanceof JarURLConnection jar) {
            return Path.of(jar.getJarFileURL().toURI());
        }
        var file = found.toURI().toString();
        return Path.of(URI.create(file.substring(0, file.length() - entry.length())));
    }

    private static AuditedCode at(AppConfig app) throws IOException {
        var own = new ArrayList<Path>();
        var libraries = new ArrayList<Path>();
        for (var place : app.places()) {
            var jars = jars(place.path());
            for (var code : jars.isEmpty() ? List.of(place.path()) : jars) {
                (has(code, entry(app)) ? own : libraries).add(code);
            }
        }
        return new AuditedCode(own, libraries);
    }

    private static boolean has(Path code, String entry) throws IOException {
        if (Files.isDirectory(code)) {
            return Files.exists(code.resolve(entry));
        }
        try (var zip = new ZipFile(code.toFile())) {
            return zip.getEntry(entry) != null;
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }
}
