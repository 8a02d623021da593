package dev.rowhouse.config;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A few entries in an order, in as little memory as they need: there may be thousands of such maps, which are seldom asked. A key is
 * searched for one by one. Immutable.
 */
final class OrderedEntries<K, V> extends AbstractMap<K, V> {
    private final Object[] keysAndValues;

    private OrderedEntries(Object[] keysAndValues) {
        this.keysAndValues = keysAndValues;
    }

    /** The same entries in the same order; the map itself if it is one of these. */
    static <K, V> Map<K, V> copyOf(Map<K, V> original) {
        if (original instanceof OrderedEntries) {
            return original;
        }
        var flat = new Object[original.size() * 2];
        int place = 0;
        for (var entry : original.entrySet()) {
            flat[place] = Objects.requireNonNull(entry.getKey());
            flat[place + 1] = Objects.requireNonNull(entry.getValue());
            place += 2;
        }
        return new OrderedEntries<>(flat);
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        for (int place = 0; place < keysAndValues.length; place += 2) {
            if (keysAndValues[place].equals(key)) {
                return entry(place).getValue();
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @SuppressWarnings("unchecked") // As they were put there.
    private Entry<K, V> entry(int place) {
        return Map.entry((K) keysAndValues[place], (V) keysAndValues[place + 1]);
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Entry<K, V>> {
        @Override
        public int size() {
            return keysAndValues.length / 2;
        }

        @Override
        public Iterator<Entry<K, V>> iterator() {
            return new Iterator<>() {
                private int place;

                @Override
                public boolean hasNext() {
                    return place < keysAndValues.length;
                }

                @Override
                public Entry<K, V> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    place += 2;
                    return entry(place - 2);
                }
            };
        }
    }
}
