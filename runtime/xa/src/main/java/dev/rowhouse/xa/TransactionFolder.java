package dev.rowhouse.xa;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * The folder of a household's log, held for as long as it is open: who recovers must be sure that nothing of it runs elsewhere.
 *
 * <p>Its file {@code node} has the name that stands in the ids of all branches. It is drawn once, at random, so that instances on
 * one database server leave each other's branches alone; whoever loses it leaves what is prepared for ever, so it is on the disk
 * before the first transaction.
 */
final class TransactionFolder implements AutoCloseable {
    private static final int BITS = 128;
    private static final Pattern NODE = Pattern.compile("[0-9a-z]{10,25}");

    private final Path folder;
    private final FileChannel file;
    private final String node;

    private TransactionFolder(Path folder, FileChannel file, String node) {
        this.folder = folder;
        this.file = file;
        this.node = node;
    }

    /**
     * Takes hold of a folder, and makes it where there is none.
     *
     * @throws IOException if it can't be made, read or written, is held already, or has a file {@code node} that is not ours
     */
    static TransactionFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        var file = FileChannel.open(folder.resolve("node"), StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            hold(folder, file);
            return new TransactionFolder(folder, file, node(folder, file));
        } catch (Throwable e) {
            file.close();
            throw e;
        }
    }

    private static void hold(Path folder, FileChannel file) throws IOException {
        try {
            if (file.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException _) {
            // Held in this process.
        }
        throw new IOException(
                "the log of transactions in %s is in use; stop what runs this instance already, or give this one a folder of its own"
                        .formatted(folder));
    }

    private static String node(Path folder, FileChannel file) throws IOException {
        if (file.size() == 0) {
            var fresh = new BigInteger(BITS, new SecureRandom()).setBit(BITS - 1).toString(Character.MAX_RADIX);
            file.write(ByteBuffer.wrap(fresh.getBytes(StandardCharsets.US_ASCII)));
            file.force(true);
            return fresh;
        }
        var bytes = ByteBuffer.allocate((int) Math.min(file.size(), 100));
        file.read(bytes, 0);
        var node = new String(bytes.array(), StandardCharsets.US_ASCII).strip();
        if (!NODE.matcher(node).matches()) {
            throw new IOException(
                    "the file %s is damaged; bring it back from a backup: prepared transactions are found by the name in it"
                            .formatted(folder.resolve("node")));
        }
        return node;
    }

    Path path() {
        return folder;
    }

    String node() {
        return node;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
