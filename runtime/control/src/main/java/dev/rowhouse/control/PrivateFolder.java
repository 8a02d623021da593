package dev.rowhouse.control;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A folder that nobody but its owner can look into. */
final class PrivateFolder {
    /** Of a folder: 700. */
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
    /** Of a file or a socket: 600. */
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    static final FileAttribute<?> NEW_FOLDER = PosixFilePermissions.asFileAttribute(OWNER);
    static final FileAttribute<?> NEW_FILE = PosixFilePermissions.asFileAttribute(OWNER_FILE);

    private PrivateFolder() {}

    /**
     * Makes sure that a folder is there, that it is this process's own, and that nobody else can look into it: its rights are taken
     * from all others if they had any.
     *
     * @return the same folder, without links
     * @throws IOException if that can't be; the message says what to do
     */
    static Path prepare(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            throw new IOException(
                    "its file system doesn't know who owns what; write control { listen, token } instead");
        }
        try {
            var parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(folder, NEW_FOLDER);
        } catch (FileAlreadyExistsException e) {
            // Looked at below.
        }
        var real = folder.toRealPath();
        // Only a file that was just made tells who this process is.
        var probe = Files.createTempFile(real, ".owner-", "", NEW_FILE);
        try {
            var attributes = attributes(real);
            if (!attributes.owner().equals(attributes(probe).owner())) {
                throw new IOException("it belongs to %s, and this process is %s's; let folder = ... name another one"
                        .formatted(attributes.owner().getName(), attributes(probe).owner().getName()));
            }
            if (!OWNER.containsAll(attributes.permissions())) {
                Files.setPosixFilePermissions(real, OWNER);
            }
            return real;
        } finally {
            Files.delete(probe);
        }
    }

    /** Lets nobody but the owner use a file. */
    static void close(Path file) throws IOException {
        Files.setPosixFilePermissions(file, OWNER_FILE);
    }

    /** Whether a folder is of the same owner as another one, and nobody else can look into it. */
    static boolean isPrivate(Path folder, Path ownedAlike) throws IOException {
        var attributes = attributes(folder);
        return attributes.isDirectory() && OWNER.containsAll(attributes.permissions())
                && attributes.owner().equals(attributes(ownedAlike).owner());
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, NOFOLLOW_LINKS);
    }
}
