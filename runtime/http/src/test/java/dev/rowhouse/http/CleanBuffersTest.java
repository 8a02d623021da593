package dev.rowhouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertow.connector.PooledByteBuffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a buffer holds that somebody else has used before. */
class CleanBuffersTest {
    private static final int SIZE = 16 * 1024;
    private static final byte SECRET = 's';

    private final CleanBuffers buffers = new CleanBuffers(SIZE);

    @AfterEach
    void close() {
        buffers.close();
    }

    @Test
    void holdsNothingOfWhatWasWritten() {
        for (int length : new int[]{1, 255, 256, 257, 263, 264, 300, 1024, 5000, 8191, 8192, 8193, 8200, 12_000,
                SIZE}) {
            use(length);

            assertThat(next()).as("after %d bytes", length).doesNotContain(SECRET);
        }
    }

    @Test
    void holdsNothingOfALongTextThatAShorterOneFollowed() {
        try (var buffer = buffers.allocate()) {
            buffer.getBuffer().put(secret(12_000)).flip();
            buffer.getBuffer().clear().put(secret(3)).flip();
        }

        assertThat(next()).doesNotContain(SECRET);
    }

    @Test
    void comesReadyToBeWrittenHoweverItWasLeft() {
        try (var buffer = buffers.allocate()) {
            buffer.getBuffer().order(ByteOrder.LITTLE_ENDIAN).put(secret(600)).flip().position(5);
        }

        try (var buffer = buffers.allocate()) {
            assertThat(buffer.getBuffer().remaining()).isEqualTo(SIZE);
            assertThat(buffer.getBuffer().order()).isEqualTo(ByteOrder.BIG_ENDIAN);
            assertThat(bytes(buffer)).doesNotContain(SECRET);
        }
    }

    @Test
    void holdsNothingThoughManyAreUsedAtOnce() {
        List<PooledByteBuffer> taken = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            var buffer = buffers.allocate();
            taken.add(buffer);
            buffer.getBuffer().put(secret(2_000));
        }
        taken.forEach(PooledByteBuffer::close);

        for (int i = 0; i < 1_000; i++) {
            assertThat(next()).doesNotContain(SECRET);
        }
    }

    @Test
    void isGivenToOneAtATime() {
        var first = buffers.allocate();
        first.close();
        // Again, as some do.
        first.close();

        try (var second = buffers.allocate(); var third = buffers.allocate()) {
            second.getBuffer().put("mine".getBytes(StandardCharsets.US_ASCII));
            assertThat(bytes(third)).doesNotContain('m', 'i', 'n', 'e');
            assertThat(first.isOpen()).isFalse();
            assertThatThrownBy(first::getBuffer).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void givesAndTakesBackBuffersWhenItIsClosed() {
        var late = buffers.allocate();
        buffers.close();

        late.getBuffer().put(secret(100));
        late.close();

        assertThat(next()).doesNotContain(SECRET);
    }

    private void use(int length) {
        try (var buffer = buffers.allocate()) {
            buffer.getBuffer().put(secret(length)).flip();
        }
    }

    private static byte[] secret(int length) {
        var bytes = new byte[length];
        Arrays.fill(bytes, SECRET);
        return bytes;
    }

    private byte[] next() {
        try (var buffer = buffers.allocate()) {
            return bytes(buffer);
        }
    }

    /** All it holds, but for the marks: these are random, and might hold any byte. */
    private static byte[] bytes(PooledByteBuffer buffer) {
        var bytes = new byte[SIZE];
        buffer.getBuffer().get(0, bytes);
        for (int at = 256; at < SIZE; at *= 2) {
            ByteBuffer.wrap(bytes).putLong(at, 0);
        }
        return bytes;
    }
}
