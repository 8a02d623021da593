package dev.rowhouse.control;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Which process has the socket of a composite: the one that has locked a file beside it, for as long as it lives. */
final class FolderLock implements AutoCloseable {
    private static final String FILE = "control.lock";

    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    /**
     * Takes the lock of a private folder.
     *
     * @return empty if another process has it, or another composite in this one
     */
    static Optional<FolderLock> take(Path folder) throws IOException {
        // Before the file is touched: to close it once more would end the lock of whoever has it in this process.
        if (isAnswered(SocketPlace.find(folder))) {
            return Optional.empty();
        }
        var file = FileChannel.open(folder.resolve(FILE), Set.of(CREATE, WRITE, NOFOLLOW_LINKS),
                PrivateFolder.NEW_FILE);
        try {
            if (file.tryLock() != null) {
                return Optional.of(new FolderLock(file));
            }
        } catch (OverlappingFileLockException e) {
            // Somebody in this process.
        } catch (Throwable e) {
            file.close();
            throw e;
        }
        file.close();
        return Optional.empty();
    }

    /** Whether somebody listens. */
    private static boolean isAnswered(Path socket) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            // Nothing is there, or it was left by a process that was killed.
            return false;
        }
    }

    /** Lets another process have it. The file stays: to remove it would let two have it. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
