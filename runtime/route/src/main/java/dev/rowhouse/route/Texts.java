package dev.rowhouse.route;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which entities queries in HQL are about, by their text alone; so that one may serve all instances of a
 * process. Holds {@value #SIZE} texts at most, and none that is longer than {@value #LONGEST} characters; a text that
 * comes when its places are taken replaces another.
 *
 * <p>Safe for use by many threads, none of which waits for another.
 */
public final class Texts {
    private static final int SIZE = 2_048;
    private static final int LONGEST = 16_384;

    /** How many places a text can be in. */
    private static final int PLACES = 8;

    private final AtomicReferenceArray<@Nullable Known> known = new AtomicReferenceArray<>(SIZE);

    /** Remembers nothing yet. */
    public Texts() {}

    Text of(String hql) {
        int hash = hql.hashCode();
        int first = hash ^ hash >>> 16;
        int free = -1;
        for (int i = 0; i < PLACES; i++) {
            int place = first + i & SIZE - 1;
            var here = known.get(place);
            if (here == null) {
                free = place;
                break;
            }
            if (here.hql.equals(hql)) {
                return here.text;
            }
        }
        var text = TextReader.read(hql);
        if (hql.length() <= LONGEST) {
            // Whichever place: bits of the hash that the search doesn't begin with.
            known.set(free >= 0 ? free : first + (hash >>> 11 & PLACES - 1) & SIZE - 1, new Known(hql, text));
        }
        return text;
    }

    /** How many texts it holds. */
    int size() {
        int size = 0;
        for (int i = 0; i < SIZE; i++) {
            if (known.get(i) != null) {
                size++;
            }
        }
        return size;
    }

    private record Known(String hql, Text text) {}
}
