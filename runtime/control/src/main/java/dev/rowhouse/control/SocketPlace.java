package dev.rowhouse.control;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Where the socket of a composite is: in its folder, or, where the path would be too long for the operating system, in a folder
 * of its own among those for temporary files, which the file {@code control} in the folder tells.
 */
final class SocketPlace {
    static final String SOCKET = "control.sock";
    static final String POINTER = "control";
    /** The operating systems allow 104 to 108, a final zero included. */
    static final int LONGEST = 100;

    private static final String TEMPORARY = "rowhouse-control-";
    private static final int LONGEST_POINTER = 4096;

    private SocketPlace() {}

    /**
     * Makes room for a socket: what a process that was killed has left is removed.
     *
     * @param folder a {@linkplain PrivateFolder private} one, which no other process uses
     * @param temporary where to go if the path would be too long
     * @return where the socket is to be made
     */
    static Path claim(Path folder, Path temporary) throws IOException {
        clear(folder);
        var usual = folder.resolve(SOCKET);
        if (length(usual) <= LONGEST) {
            return usual;
        }
        var apart = Files.createTempDirectory(temporary.toRealPath(), TEMPORARY, PrivateFolder.NEW_FOLDER);
        var socket = apart.resolve(SOCKET);
        if (length(socket) > LONGEST) {
            Files.delete(apart);
            throw new IOException(
                    "its path and that of %s are longer than %d bytes, which a socket can't have; let folder = ... name a shorter one"
                            .formatted(temporary, LONGEST));
        }
        var writing = Files.createTempFile(folder, ".control-", "", PrivateFolder.NEW_FILE);
        Files.writeString(writing, socket.toString());
        Files.move(writing, folder.resolve(POINTER), ATOMIC_MOVE);
        return socket;
    }

    /** Removes the socket, wherever it is. */
    static void clear(Path folder) throws IOException {
        remove(folder.resolve(SOCKET));
        var pointer = folder.resolve(POINTER);
        var apart = read(pointer);
        if (apart.isPresent() && isOurs(apart.get(), folder)) {
            remove(apart.get());
            Files.deleteIfExists(apart.get().getParent());
        }
        Files.deleteIfExists(pointer);
    }

    private static boolean isOurs(Path socket, Path folder) {
        var parent = socket.getParent();
        try {
            return parent != null && parent.getFileName().toString().startsWith(TEMPORARY)
                    && PrivateFolder.isPrivate(parent, folder);
        } catch (IOException e) {
            // It has gone, as temporary files do.
            return false;
        }
    }

    private static void remove(Path socket) throws IOException {
        try {
            if (!Files.readAttributes(socket, BasicFileAttributes.class, NOFOLLOW_LINKS).isOther()) {
                throw new IOException("%s is there and no socket; remove it".formatted(socket));
            }
            Files.delete(socket);
        } catch (NoSuchFileException e) {
            // Nothing was left.
        }
    }

    /**
     * Where the socket of a composite would be.
     *
     * @throws IOException if that can't be trusted
     */
    static Path find(Path folder) throws IOException {
        var apart = read(folder.resolve(POINTER));
        if (apart.isEmpty()) {
            return folder.resolve(SOCKET);
        }
        if (!isOurs(apart.get(), folder.toRealPath()) && Files.exists(apart.get())) {
            throw new IOException(
                    "%s leads to %s, which doesn't belong to the composite alone; start the composite again"
                            .formatted(folder.resolve(POINTER), apart.get()));
        }
        return apart.get();
    }

    private static Optional<Path> read(Path pointer) throws IOException {
        if (!Files.isRegularFile(pointer, NOFOLLOW_LINKS) || Files.size(pointer) > LONGEST_POINTER) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(Files.readString(pointer).strip()));
        } catch (IllegalArgumentException e) {
            throw new IOException("%s doesn't hold a path; start the composite again".formatted(pointer), e);
        }
    }

    private static int length(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
