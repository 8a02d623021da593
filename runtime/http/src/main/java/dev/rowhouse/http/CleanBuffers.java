package dev.rowhouse.http;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.DefaultByteBufferPool;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Buffers for what is read and written, which are used again, and hold nothing then of what they held for others: apps can ask a
 * connection for its pool.
 *
 * <p>Undertow's pool would hand buffers on as they are. Where it keeps none, each is allocated, wiped and freed anew, which was a third
 * of the time of a small request; and to wipe 16 KiB each time would take about as long. So only what was written is wiped: marks
 * that nobody sends by chance stand at growing distances, what is written one byte after another destroys those that it passes, and so the
 * first one that is whole says where it has ended. Who puts single bytes between marks can leave these to others, and nothing else.
 *
 * <p>Safe for use by many threads. A few buffers for each processor are kept; the rest is freed when it is given back. None is kept for
 * a thread: virtual threads come and go, and would take theirs along.
 */
final class CleanBuffers implements ByteBufferPool {
    private static final int KEPT_PER_SHELF = 32;
    private static final int FIRST_MARK = 256;

    private final DefaultByteBufferPool source;
    private final byte[] blank;
    private final long mark = ThreadLocalRandom.current().nextLong() | 1;
    private final Shelf[] shelves;

    /** @param size of each buffer, in bytes */
    CleanBuffers(int size) {
        // None are kept there.
        source = new DefaultByteBufferPool(true, size, -1, 0);
        blank = new byte[size];
        for (int at = FIRST_MARK; at < size; at *= 2) {
            ByteBuffer.wrap(blank).putLong(at, mark);
        }
        shelves = new Shelf[Integer.highestOneBit(Runtime.getRuntime().availableProcessors()) * 2];
        for (int i = 0; i < shelves.length; i++) {
            shelves[i] = new Shelf();
        }
    }

    /** Clean buffers; its lock is held for one step. */
    private static final class Shelf {
        private final ReentrantLock lock = new ReentrantLock();
        private final ArrayDeque<PooledByteBuffer> clean = new ArrayDeque<>();
        private boolean closed;

        @Nullable
        PooledByteBuffer take() {
            lock.lock();
            try {
                return clean.pollLast();
            } finally {
                lock.unlock();
            }
        }

        boolean put(PooledByteBuffer buffer) {
            lock.lock();
            try {
                if (closed || clean.size() >= KEPT_PER_SHELF) {
                    return false;
                }
                clean.addLast(buffer);
                return true;
            } finally {
                lock.unlock();
            }
        }

        void close() {
            lock.lock();
            try {
                closed = true;
                clean.forEach(PooledByteBuffer::close);
                clean.clear();
            } finally {
                lock.unlock();
            }
        }
    }

    /** A buffer in use. */
    private final class Lease implements PooledByteBuffer {
        private final AtomicReference<@Nullable PooledByteBuffer> held;

        Lease(PooledByteBuffer buffer) {
            held = new AtomicReference<>(buffer);
        }

        @Override
        public ByteBuffer getBuffer() {
            var buffer = held.get();
            if (buffer == null) {
                throw new IllegalStateException("the buffer was given back");
            }
            return buffer.getBuffer();
        }

        @Override
        public void close() {
            var buffer = held.getAndSet(null);
            if (buffer != null) {
                takeBack(buffer);
            }
        }

        @Override
        public boolean isOpen() {
            return held.get() != null;
        }
    }

    @Override
    public PooledByteBuffer allocate() {
        int home = home();
        for (int i = 0; i < shelves.length; i++) {
            var found = shelves[(home + i) % shelves.length].take();
            if (found != null) {
                return new Lease(found);
            }
        }
        var fresh = source.allocate();
        fresh.getBuffer().put(0, blank);
        return new Lease(fresh);
    }

    private void takeBack(PooledByteBuffer buffer) {
        wipe(buffer.getBuffer());
        if (!shelves[home()].put(buffer)) {
            buffer.close();
        }
    }

    private void wipe(ByteBuffer buffer) {
        buffer.clear().order(ByteOrder.BIG_ENDIAN);
        int end = blank.length;
        for (int at = lastMark(); at >= FIRST_MARK && buffer.getLong(at) == mark; at /= 2) {
            end = at;
        }
        buffer.put(0, blank, 0, end);
    }

    private int lastMark() {
        return Integer.highestOneBit(blank.length - 1);
    }

    private int home() {
        return (int) (Thread.currentThread().threadId() % shelves.length);
    }

    @Override
    public ByteBufferPool getArrayBackedPool() {
        return source.getArrayBackedPool();
    }

    @Override
    public int getBufferSize() {
        return blank.length;
    }

    @Override
    public boolean isDirect() {
        return true;
    }

    /** Frees what is kept, and keeps nothing from now on. */
    @Override
    public void close() {
        for (var shelf : shelves) {
            shelf.close();
        }
    }
}
