package dev.rowhouse.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Writes files and folders that nobody else may read, and files in place of others. */
final class PrivateFiles {
    private PrivateFiles() {}

    /**
     * Makes a folder for the owner alone, or leaves it to him if it is there; folders above it are made as usual.
     *
     * @throws IOException if it can't be made
     */
    static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(parent(folder));
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder, attributes(parent(folder), "rwx------"));
        }
    }

    /**
     * Writes a new file for the owner alone.
     *
     * @throws IOException if it is there, or can't be written
     */
    static void write(Path file, byte[] content) throws IOException {
        Files.createFile(file, attributes(parent(file), "rw-------"));
        Files.write(file, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    }

    /**
     * Puts content in the place of a file, at once: whoever reads it finds the old one or the new one. Who may read it stays as it was;
     * one that wasn't there is for the owner alone.
     *
     * @throws IOException if it can't be written; the old one is there then
     */
    static void replace(Path file, byte[] content) throws IOException {
        // A link stays a link.
        var real = Files.exists(file) ? file.toRealPath() : file;
        Files.createDirectories(parent(real));
        var beside = real.resolveSibling(".%s.%d".formatted(real.getFileName(), System.nanoTime()));
        try {
            write(beside, content);
            if (Files.exists(real) && isPosix(real)) {
                Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(real, LinkOption.NOFOLLOW_LINKS));
            }
            Files.move(beside, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static Path parent(Path place) {
        var absolute = place.toAbsolutePath();
        return Objects.requireNonNullElse(absolute.getParent(), absolute);
    }

    private static boolean isPosix(Path place) throws IOException {
        return Files.getFileStore(place).supportsFileAttributeView("posix");
    }

    private static FileAttribute<?>[] attributes(Path place, String permissions) throws IOException {
        Set<PosixFilePermission> those = PosixFilePermissions.fromString(permissions);
        return isPosix(place) ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(those)}
                : new FileAttribute<?>[0];
    }
}
