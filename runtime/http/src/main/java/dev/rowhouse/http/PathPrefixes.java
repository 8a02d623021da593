package dev.rowhouse.http;

import dev.rowhouse.config.MountPath;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the longest of many path prefixes, by whole segments.
 *
 * <p>A hash table whose keys are looked up as parts of a path, without cutting these out: a search reads the path
 * once, as far as the longest prefix reaches, and allocates nothing, however many prefixes there are. Immutable.
 */
final class PathPrefixes<T> {
    /** 2^32 divided by the golden ratio. */
    private static final int SPREAD = 0x9E3779B9;

    private final String[] keys;
    private final Optional<T>[] values;
    private final int longest;
    private final int shift;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private PathPrefixes(int capacity, int longest) {
        this.keys = new String[capacity];
        this.values = new Optional[capacity];
        this.longest = longest;
        this.shift = Integer.numberOfLeadingZeros(capacity) + 1;
    }

    static <T> PathPrefixes<T> of(Map<MountPath, T> targets) {
        // At most half full, so that a search soon meets an empty place.
        int capacity = Math.max(Integer.highestOneBit(targets.size()) * 4, 4);
        int longest = targets.keySet().stream().mapToInt(path -> path.value().length()).max().orElse(0);
        var prefixes = new PathPrefixes<T>(capacity, longest);
        targets.forEach((path, target) -> prefixes.add(path.value(), Optional.of(target)));
        return prefixes;
    }

    /**
     * Finds what is mounted at the longest prefix of a path.
     *
     * @param path starts with a slash
     */
    Optional<T> find(String path) {
        int end = Math.min(path.length(), longest);
        var found = get(path, 0, 0);
        int hash = 0;
        for (int i = 0; i < end; i++) {
            hash = 31 * hash + path.charAt(i);
            if (i + 1 == path.length() || path.charAt(i + 1) == '/') {
                var match = get(path, i + 1, hash);
                found = match.isPresent() ? match : found;
            }
        }
        return found;
    }

    private void add(String key, Optional<T> value) {
        int place = place(key.hashCode());
        while (keys[place] != null) {
            place = next(place);
        }
        keys[place] = key;
        values[place] = value;
    }

    private Optional<T> get(String path, int length, int hash) {
        for (int place = place(hash);; place = next(place)) {
            @Nullable
            String key = keys[place];
            if (key == null) {
                return Optional.empty();
            }
            if (key.length() == length && path.startsWith(key)) {
                return values[place];
            }
        }
    }

    private int next(int place) {
        return (place + 1) & (keys.length - 1);
    }

    /** Spread by Fibonacci hashing (Knuth, TAOCP 6.4): hashes of names that are counted up lie side by side, and would make one long row of places taken. */
    private int place(int hash) {
        return (hash * SPREAD) >>> shift;
    }
}
