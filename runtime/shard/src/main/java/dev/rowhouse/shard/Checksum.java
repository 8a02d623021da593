package dev.rowhouse.shard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * How many rows there are and what they hold, whatever their order: the sum of a digest (SHA-256, of which 128 bits are kept)
 * of each.
 *
 * @param rows how many
 * @param high one half of the sum
 * @param low the other half
 */
public record Checksum(long rows, long high, long low) {
    /** Of no rows. */
    public static final Checksum NONE = new Checksum(0, 0, 0);

    /** Of one row. */
    static Checksum of(@Nullable Object[] cells) {
        var digest = sha256();
        for (var cell : cells) {
            add(digest, cell);
        }
        var sum = ByteBuffer.wrap(digest.digest());
        return new Checksum(1, sum.getLong(), sum.getLong());
    }

    /** Of both together. */
    public Checksum plus(Checksum other) {
        return new Checksum(rows + other.rows, high + other.high, low + other.low);
    }

    /** Each with its length, so that no two rows look the same. */
    private static void add(MessageDigest digest, @Nullable Object cell) {
        switch (cell) {
            case null -> digest.update((byte) 0);
            case byte[] bytes -> add(digest, (byte) 1, bytes);
            case Object[] elements -> {
                add(digest, (byte) 2, ByteBuffer.allocate(Integer.BYTES).putInt(elements.length).array());
                for (var element : elements) {
                    add(digest, element);
                }
            }
            default -> add(digest, (byte) 3, cell.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void add(MessageDigest digest, byte kind, byte[] bytes) {
        digest.update(kind);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** What the rows hold, in hexadecimal digits. */
    public String sum() {
        return "%016x%016x".formatted(high, low);
    }

    /** The number of rows, and what they hold. */
    @Override
    public String toString() {
        return "%d rows, %s".formatted(rows, sum());
    }
}
