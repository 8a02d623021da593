package dev.rowhouse.shard;

import dev.rowhouse.config.ShardedConfig.Strategy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/**
 * Ids that no two shards give, and that tell where a row is.
 *
 * <p>An id is made of three numbers: {@code (count * 4096 + number) * 4096 + slot} by hash, and {@code count * 4096 + number}
 * otherwise. The count is what the database of the shard counts up. The number stands for the shard that the row was born in; it is
 * taken from the shard's name, so it stays when others come and go, and two shards never give one id, wherever their rows
 * are moved later. The slot is that of the row's key, so it tells the shard for ever. A number of birth tells where to look first.
 *
 * <p>Immutable.
 */
final class ShardIds {
    private static final int NUMBERS = 4096;

    private final Layout layout;
    private final Map<String, Integer> numbers;
    private final Map<Integer, String> shards;

    private ShardIds(Layout layout, Map<String, Integer> numbers) {
        this.layout = layout;
        this.numbers = numbers;
        shards = numbers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    /**
     * Numbers the shards.
     *
     * @throws IllegalArgumentException if two names give one number
     */
    static ShardIds of(Layout layout) {
        return new ShardIds(layout, numbers(layout.shards()));
    }

    private static Map<String, Integer> numbers(List<String> names) {
        var numbers = new LinkedHashMap<String, Integer>();
        names.forEach(name -> {
            int number = number(name);
            numbers.forEach((other, taken) -> {
                if (taken == number) {
                    throw new IllegalArgumentException(
                            "the shards '%s' and '%s' would give the same ids, by a chance of their names; give the newer one another name"
                                    .formatted(other, name));
                }
            });
            numbers.put(name, number);
        });
        return numbers;
    }

    static int number(String shard) {
        return (int) (StableHash.of(shard) >>> 32 & (NUMBERS - 1));
    }

    /**
     * An id that carries the slot of a key, or else the number of the shard alone.
     *
     * @param shard where the row is born
     * @param count from the database of that shard
     * @param key of the row; not looked at where there are no slots
     */
    long next(String shard, long count, Object key) {
        long born = born(shard, count);
        return layout.strategy() == Strategy.HASH ? join(born, layout.slotOf(key)) : born;
    }

    /** An id that is the key of its row: one that leads to this shard. By hash only. */
    long nextKey(String shard, long count) {
        long born = born(shard, count);
        LongPredicate leadsHere = id -> layout.shardOf(id).equals(shard);
        for (int last = 0; last < Layout.SLOTS; last++) {
            long id = join(born, last);
            if (leadsHere.test(id)) {
                return id;
            }
        }
        throw new IllegalStateException(
                "none of %d ids leads to shard '%s'; there are too many shards".formatted(Layout.SLOTS, shard));
    }

    private long born(String shard, long count) {
        return join(count, numbers.getOrDefault(shard, 0));
    }

    private static long join(long high, int low) {
        try {
            return Math.addExact(Math.multiplyExact(high, (long) NUMBERS), low);
        } catch (ArithmeticException e) {
            throw new ArithmeticException("the ids are used up: %d counted so far".formatted(high));
        }
    }

    /** The shard that a row with this id is in, if the id carries the slot of its key; empty if it was not made here. */
    Optional<String> shardOf(long id) {
        return layout.strategy() == Strategy.HASH && birth(id >> 12).isPresent()
                ? Optional.of(layout.ofSlot((int) (id & (Layout.SLOTS - 1))))
                : Optional.empty();
    }

    /** The shard in which a row with this id is likely: where it was born. */
    Optional<String> birth(long born) {
        return born >> 12 > 0 ? Optional.ofNullable(shards.get((int) (born & (NUMBERS - 1)))) : Optional.empty();
    }
}
