package dev.rowhouse.route;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Some objects, by their identity, for as long as somebody else has them.
 *
 * <p>Safe for use by many threads.
 */
final class Remembered {
    private final Set<Place> places = ConcurrentHashMap.newKeySet();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

    void add(Object object) {
        for (var place = gone.poll(); place != null; place = gone.poll()) {
            places.remove(place);
        }
        places.add(new Place(object, gone));
    }

    boolean has(Object object) {
        return !places.isEmpty() && places.contains(new Place(object, null));
    }

    int size() {
        return places.size();
    }

    /** Equal to another one for the same object, and to itself when its object is gone. */
    private static final class Place extends WeakReference<Object> {
        private final int hash;

        Place(Object object, @Nullable ReferenceQueue<Object> queue) {
            super(object, queue);
            hash = System.identityHashCode(object);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            var object = get();
            return object != null && other instanceof Place place && place.refersTo(object);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
