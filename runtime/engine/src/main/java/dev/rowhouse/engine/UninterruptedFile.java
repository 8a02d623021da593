package dev.rowhouse.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FileUtils;

/**
 * A file that reads and writes on virtual threads of its own, which nobody interrupts; who waits for that and is interrupted stays so, and
 * waits on.
 *
 * <p>H2's {@code async:} does the same on platform threads that all instances share, as many as ever read or wrote at once, and that
 * never end.
 *
 * <p>Safe for use by many threads.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // A read at a place has no state that a lock would protect.
final class UninterruptedFile extends FileBaseDefault {
    private final String name;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("rowhouse-file-", 0).inheritInheritableThreadLocals(false).factory());
    private final AsynchronousFileChannel file;

    /** @param mode as {@code RandomAccessFile} has it: {@code r}, {@code rw} */
    UninterruptedFile(String name, String mode) throws IOException {
        this.name = name;
        file = AsynchronousFileChannel.open(Path.of(name), FileUtils.modeToOptions(mode), threads,
                FileUtils.NO_ATTRIBUTES);
    }

    private static int complete(Future<Integer> transfer) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return transfer.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return complete(file.read(target, position));
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        return complete(file.write(source, position));
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    protected void implTruncate(long length) throws IOException {
        file.truncate(length);
    }

    @Override
    public void force(boolean metaData) throws IOException {
        file.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        try {
            file.close();
        } finally {
            threads.shutdown();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
