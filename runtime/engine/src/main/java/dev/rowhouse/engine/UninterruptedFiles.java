package dev.rowhouse.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system for H2: the files of a disk, as everywhere, read and written so that an interruption doesn't close them.
 *
 * <p>H2's own uses {@code FileChannel}, which is closed when a thread is interrupted that reads or writes, and with it the database for
 * everybody who has it open. A request that is interrupted would so fail all others of its instance.
 *
 * <p>Public and with a constructor without parameters because H2 makes copies of it.
 */
public final class UninterruptedFiles extends FilePathWrapper {
    private static final String SCHEME = "uninterrupted";

    /** A path, yet without a name. */
    public UninterruptedFiles() {}

    /** Makes H2 know it, which keeps it without anything that changes; may be called again. */
    static void register() {
        FilePath.register(new UninterruptedFiles());
    }

    /** The name of a database as H2 takes it, behind {@code jdbc:h2:}, on this file system; another one that is named there stays. */
    static String name(String name) {
        var path = name.startsWith("file:") ? name.substring("file:".length()) : name;
        // A drive of Windows has one letter.
        return path.indexOf(':') > 1 && path.indexOf(':') < end(path) ? name : SCHEME + ":" + path;
    }

    /** Where the settings begin. */
    private static int end(String path) {
        int end = path.indexOf(';');
        return end < 0 ? path.length() : end;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new UninterruptedFile(getBase().toRealPath().toString(), mode);
    }
}
