package dev.rowhouse.loader;

import dev.rowhouse.config.AppConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A copy of an app's jars and folders, in a folder of its own: the JVM can't go on with a jar that somebody writes over while
 * it is open, and code that is loaded again is the same as before.
 */
final class CodeCopy implements AutoCloseable {
    private static final String REMEDY = "name a jar, a folder of jars or a folder of classes";

    private final Path folder;
    private final List<Piece> pieces = new ArrayList<>();

    /**
     * A jar, or a folder of classes.
     *
     * @param copy where it is now
     * @param original where it was
     * @param place what the file names
     */
    record Piece(Path copy, Path original, AppConfig.Place place) {
        URL url() {
            try {
                return copy.toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException("%s has no address".formatted(copy), e);
            }
        }
    }

    private CodeCopy(Path folder) {
        this.folder = folder;
    }

    /**
     * Copies what is at some places.
     *
     * @throws CodeException if one of them is none
     * @throws UncheckedIOException if there is no room for a copy
     */
    static CodeCopy of(List<AppConfig.Place> places) {
        CodeCopy copy;
        try {
            copy = new CodeCopy(Files.createTempDirectory("rowhouse-app-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            places.forEach(copy::add);
            return copy;
        } catch (Throwable e) {
            copy.close();
            throw e;
        }
    }

    private void add(AppConfig.Place place) {
        var path = place.path();
        if (Files.isDirectory(path)) {
            var jars = jars(place);
            if (jars.isEmpty()) {
                addClasses(place);
            } else {
                jars.forEach(jar -> addJar(jar, place));
            }
        } else if (Files.exists(path)) {
            addJar(path, place);
        } else {
            throw new CodeException(place, "there is no %s".formatted(path), REMEDY);
        }
    }

    private static List<Path> jars(AppConfig.Place place) {
        try (var files = Files.list(place.path())) {
            return files.filter(file -> file.toString().endsWith(".jar") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(place.path(), place, e);
        }
    }

    private void addJar(Path jar, AppConfig.Place place) {
        // Jars of one name may come from several folders.
        var target = folder.resolve("%d-%s".formatted(pieces.size(), jar.getFileName()));
        try {
            Files.copy(jar, target);
        } catch (IOException e) {
            throw unreadable(jar, place, e);
        }
        pieces.add(new Piece(target, jar, place));
    }

    private void addClasses(AppConfig.Place place) {
        var target = folder.resolve(Integer.toString(pieces.size()));
        try (var files = Files.walk(place.path())) {
            for (var file : files.toList()) {
                Files.copy(file, target.resolve(place.path().relativize(file).toString()));
            }
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(place.path(), place, e);
        }
        pieces.add(new Piece(target, place.path(), place));
    }

    private static CodeException unreadable(Path path, AppConfig.Place place, Exception e) {
        return new CodeException(place, "%s can't be read (%s)".formatted(path, e),
                "let the process read it, or " + REMEDY);
    }

    /** In the order of the file, the jars of a folder by name. */
    List<Piece> pieces() {
        return List.copyOf(pieces);
    }

    /** A digest of all that was copied: what has the same is the same code. */
    String digest() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var piece : pieces) {
                try (var files = Files.walk(piece.copy())) {
                    for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                        var name = piece.copy().relativize(file).toString();
                        digest.update("%s %d ".formatted(name, Files.size(file)).getBytes(StandardCharsets.UTF_8));
                        try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
                            in.transferTo(OutputStream.nullOutputStream());
                        }
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Deletes the copy. */
    @Override
    public void close() {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
