package dev.rowhouse.shard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Turns values into numbers that are the same in every process, on every machine and for ever: rows lie where these numbers
 * say, so no line of this may change.
 *
 * <p>A value becomes bytes: an integer, whatever its Java type, the eight bytes of a {@code long}, the highest first; a text its
 * UTF-8; a UUID its sixteen bytes. The bytes are hashed by FNV-1a with 64 bits, and the outcome is mixed by the last step of
 * MurmurHash3 with 128 bits ({@code fmix64}), because the low bits of FNV alone are not spread well for short inputs.
 */
final class StableHash {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private StableHash() {}

    /** @throws IllegalArgumentException if the value is neither an integer nor a text nor a UUID */
    static long of(Object value) {
        return mixed(fnv(switch (value) {
            case Long number -> ByteBuffer.allocate(Long.BYTES).putLong(number).array();
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            case UUID uuid -> ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits())
                    .array();
            default ->
                throw new IllegalArgumentException("values of %s are not hashed".formatted(value.getClass().getName()));
        }));
    }

    /** How much a shard is drawn to a slot: the one that is drawn most has it. */
    static long pull(long shard, int slot) {
        return mixed(shard ^ mixed(slot + 1L));
    }

    private static long fnv(byte[] bytes) {
        long hash = FNV_OFFSET;
        for (byte each : bytes) {
            hash = (hash ^ (each & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    private static long mixed(long value) {
        long mixed = value;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
