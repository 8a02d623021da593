package dev.rowhouse.browser;

import dev.rowhouse.config.InstanceName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The secret keys of one instance, in a file of its folder that only its owner may read: Base64, one a line. The first one signs, all
 * verify; so a key is changed by writing a new one above it, and forgotten by deleting its line.
 *
 * <p>The file is made when a key is first needed, at once and with one key whoever else makes it at the same time, and read once in a
 * start. Safe for use by many threads.
 */
final class SigningKeys {
    static final String FILE = "signing.keys";

    private static final int BYTES = 32;
    private static final String COMMENT = "#";

    private final InstanceName instance;
    private final Path folder;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable List<byte[]> keys;

    SigningKeys(InstanceName instance, Path folder) {
        this.instance = instance;
        this.folder = folder;
    }

    /**
     * The keys, the one that signs first; not to be changed.
     *
     * @throws IllegalStateException if they can't be read or made
     */
    List<byte[]> all() {
        var known = keys;
        if (known != null) {
            return known;
        }
        lock.lock();
        try {
            known = keys;
            if (known == null) {
                known = readOrMake();
                keys = known;
            }
            return known;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "instance '%s': its keys in %s can't be read or made; make the folder one that the process may write to: %s"
                            .formatted(instance, file(), e),
                    e);
        } finally {
            lock.unlock();
        }
    }

    private Path file() {
        return folder.resolve(FILE);
    }

    private List<byte[]> readOrMake() throws IOException {
        try {
            return read();
        } catch (NoSuchFileException e) {
            make();
            return read();
        }
    }

    private List<byte[]> read() throws IOException {
        var found = new ArrayList<byte[]>(1);
        int number = 0;
        for (var line : Files.readAllLines(file())) {
            number++;
            if (!line.isBlank() && !line.startsWith(COMMENT)) {
                found.add(decode(line, number));
            }
        }
        if (found.isEmpty()) {
            throw refusal("%s has no key".formatted(file()));
        }
        return List.copyOf(found);
    }

    private byte[] decode(String line, int number) {
        try {
            var key = Base64.getDecoder().decode(line.strip());
            if (key.length >= BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the line, which may be half a key.
        }
        throw refusal("%s:%d: no key".formatted(file(), number));
    }

    private IllegalStateException refusal(String problem) {
        return new IllegalStateException(
                "instance '%s': %s; write %d random bytes or more in Base64, one key a line, or delete the file for a new one"
                        .formatted(instance, problem, BYTES));
    }

    /** Makes the file under another name first, so that nobody ever reads half of it. */
    private void make() throws IOException {
        var key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        var text = """
                # Instance '%s' signs with the first of these keys, and accepts what any of them has signed. Keep them secret.
                %s
                """
                .formatted(instance, Base64.getEncoder().encodeToString(key));
        Files.createDirectories(folder);
        // Readable for its owner alone, wherever the file system knows owners.
        var fresh = Files.createTempFile(folder, FILE, null);
        try {
            Files.writeString(fresh, text);
            try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            publish(fresh);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private void publish(Path fresh) throws IOException {
        try {
            Files.createLink(file(), fresh);
        } catch (FileAlreadyExistsException e) {
            // Another process (a job of this instance) was first: its key counts.
        } catch (UnsupportedOperationException e) {
            Files.move(fresh, file());
        }
    }
}
