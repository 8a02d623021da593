package dev.rowhouse.shard;

import dev.rowhouse.config.ShardedConfig;
import dev.rowhouse.config.ShardedConfig.Shard;
import dev.rowhouse.config.ShardedConfig.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which shard the value of a key leads to. A pure function: it knows no database.
 *
 * <p>By hash, a value falls into one of {@value #SLOTS} slots, and each slot belongs to the shard whose name is drawn to it most
 * (rendezvous hashing). So a shard that is added takes its part of the slots from all others, and no row moves between
 * those; slots move as a whole. The slot of a value never changes.
 *
 * <p>Safe for use by many threads.
 */
public final class Layout {
    /** How many slots there are. For ever: they are part of ids. */
    public static final int SLOTS = 4096;

    private final Strategy strategy;
    private final KeyType type;
    private final SequencedMap<String, Long> names;
    private final NavigableMap<Object, String> bounds;
    private final Optional<String> lowest;
    private final Map<Object, String> values;
    private final String fingerprint;

    private Layout(
            Strategy strategy,
            KeyType type,
            SequencedMap<String, Long> names,
            NavigableMap<Object, String> bounds,
            Optional<String> lowest,
            Map<Object, String> values,
            String fingerprint) {
        this.strategy = strategy;
        this.type = type;
        this.names = names;
        this.bounds = bounds;
        this.lowest = lowest;
        this.values = values;
        this.fingerprint = fingerprint;
    }

    /**
     * The layout that the configuration describes.
     *
     * @param key the Java type of the attribute that decides
     * @throws IllegalArgumentException if the strategy can't be used with keys of this type, or bounds or values are not of it or
     *         lead to several shards
     */
    public static Layout create(ShardedConfig config, Class<?> key) {
        var type = KeyType.of(key)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the key is a %s; rows are spread by whole numbers, texts, enums, UUIDs, decimal numbers and dates"
                                .formatted(key.getName())));
        if (config.strategy() == Strategy.HASH && !type.hashes()) {
            throw new IllegalArgumentException(
                    "the key is %s, and only whole numbers, texts and UUIDs are hashed; write strategy = range or list"
                            .formatted(type));
        }
        var names = new LinkedHashMap<String, Long>();
        var bounds = new TreeMap<Object, String>(type.order());
        var values = new HashMap<Object, String>();
        Optional<String> lowest = Optional.empty();
        for (var shard : config.shards()) {
            names.put(shard.name(), StableHash.of(shard.name()));
            switch (config.strategy()) {
                case HASH -> {
                }
                case RANGE -> {
                    if (shard.from().isEmpty()) {
                        lowest.ifPresent(other -> refuseTwo("no lower bound", other, shard));
                        lowest = Optional.of(shard.name());
                    } else {
                        var other = bounds.put(type.parse(shard.from().get()), shard.name());
                        Optional.ofNullable(other).ifPresent(first -> refuseTwo(shard.from().get(), first, shard));
                    }
                }
                case LIST -> shard.values().forEach(value -> {
                    var other = values.put(type.parse(value), shard.name());
                    Optional.ofNullable(other).ifPresent(first -> refuseTwo(value, first, shard));
                });
            }
        }
        return new Layout(config.strategy(), type, names, bounds, lowest, values, describe(config, type));
    }

    private static void refuseTwo(String what, String first, Shard second) {
        throw new IllegalArgumentException(
                "shards '%s' and '%s' both have '%s'; leave it to one".formatted(first, second.name(), what));
    }

    private static String describe(ShardedConfig config, KeyType type) {
        var parts = new ArrayList<String>();
        switch (config.strategy()) {
            case HASH -> config.shards().stream().map(Shard::name).sorted().forEach(parts::add);
            case RANGE -> {
                var sorted = new TreeMap<>(type.order());
                for (var shard : config.shards()) {
                    shard.from()
                            .ifPresentOrElse(from -> sorted.put(type.parse(from), shard.name() + " from " + from),
                                    () -> parts.add(shard.name()));
                }
                sorted.values().forEach(bound -> parts.add((String) bound));
            }
            case LIST -> config.shards()
                    .stream()
                    .map(shard -> shard.name() + " " + new TreeSet<>(shard.values()))
                    .sorted()
                    .forEach(parts::add);
        }
        return "%s %s by %s".formatted(config.strategy(), parts, new TreeMap<>(config.shardBy()));
    }

    /**
     * The name of the shard that a value leads to.
     *
     * @throws IllegalArgumentException if the value is of another type than the key, or leads to none
     */
    public String shardOf(Object value) {
        var key = type.canonical(value);
        return switch (strategy) {
            case HASH -> ofSlot(slot(key));
            case RANGE -> {
                var bound = bounds.floorEntry(key);
                if (bound != null) {
                    yield bound.getValue();
                }
                yield lowest.orElseThrow(() -> new IllegalArgumentException(
                        "the key '%s' is below the bounds of all shards; leave out 'from' for one of them"
                                .formatted(key)));
            }
            case LIST -> {
                var shard = values.get(key);
                if (shard == null) {
                    throw new IllegalArgumentException(
                            "no shard lists the key '%s'; add it to the values of one".formatted(key));
                }
                yield shard;
            }
        };
    }

    /**
     * The slot of a value, which never changes.
     *
     * @throws IllegalArgumentException if it is of another type than the key
     * @throws IllegalStateException if this layout has no slots
     */
    public int slotOf(Object value) {
        if (strategy != Strategy.HASH) {
            throw new IllegalStateException("a layout by %s has no slots".formatted(strategy));
        }
        return slot(type.canonical(value));
    }

    private static int slot(Object key) {
        return (int) (StableHash.of(key) & (SLOTS - 1));
    }

    /** The name of the shard that a slot belongs to. */
    String ofSlot(int slot) {
        String most = null;
        long pull = 0;
        for (var name : names.entrySet()) {
            long its = StableHash.pull(name.getValue(), slot);
            int compared = most == null ? 1 : Long.compareUnsigned(its, pull);
            if (most == null || compared > 0 || (compared == 0 && name.getKey().compareTo(most) > 0)) {
                most = name.getKey();
                pull = its;
            }
        }
        if (most == null) {
            throw new IllegalStateException("a layout without shards");
        }
        return most;
    }

    /** Whether two values of a key are at one place: by hash in one slot, and otherwise in one shard. */
    boolean together(Object one, Object other) {
        return strategy == Strategy.HASH ? slotOf(one) == slotOf(other)
                : type.canonical(one).equals(type.canonical(other)) || shardOf(one).equals(shardOf(other));
    }

    /** Whether ids that were made by an earlier layout, as it is remembered, lead where the keys of their rows do. */
    boolean keepsIds(String earlier) {
        // A layout that was too long to be remembered as a whole is taken for another one.
        return strategy != Strategy.HASH || (earlier.startsWith(Strategy.HASH + " [")
                && earlier.endsWith(fingerprint.substring(fingerprint.indexOf("] by {"))));
    }

    /** Whether keys are texts. */
    boolean hasTexts() {
        return type == KeyType.TEXT;
    }

    /** The names of the shards, as configured. */
    public List<String> shards() {
        return List.copyOf(names.keySet());
    }

    /** How values lead to shards. */
    public Strategy strategy() {
        return strategy;
    }

    /**
     * All that the place of a row depends on, as one text: strategy, names with their bounds or values, and the attributes that
     * decide. Two layouts with equal texts put every row into the same shard.
     */
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public String toString() {
        return fingerprint;
    }
}
