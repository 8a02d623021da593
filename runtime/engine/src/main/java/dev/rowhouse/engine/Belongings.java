package dev.rowhouse.engine;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * To which start of an instance each entity belongs. Entities themselves don't tell, since instances share their classes.
 *
 * <p>Knows objects by identity, and keeps none of them: one that nothing else holds is forgotten, with its place here when that is
 * needed again or swept. Safe for use by many threads; each waits for another only while that one looks into the same sixty-fourth,
 * and nothing is asked of a database meanwhile.
 */
final class Belongings {
    private static final int STRIPES = 64;
    private static final int SMALLEST = 16;

    private final Stripe[] stripes = new Stripe[STRIPES];

    Belongings() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    /** From now on an object belongs to a start. */
    void mark(Object object, Owner owner) {
        int hash = System.identityHashCode(object);
        stripes[hash & STRIPES - 1].mark(object, hash, owner);
    }

    /**
     * The same for an object that most likely was not marked before, as one that was just loaded: nobody looks whether it was, because
     * that takes longer than all else here.
     */
    void markNew(Object object, Owner owner) {
        int hash = System.identityHashCode(object);
        stripes[hash & STRIPES - 1].markNew(object, hash, owner);
    }

    /** Whose it is; null if nobody's. */
    @Nullable
    Owner owner(Object object) {
        int hash = System.identityHashCode(object);
        return stripes[hash & STRIPES - 1].owner(object, hash);
    }

    /** From now on it is nobody's. */
    void release(Object object) {
        int hash = System.identityHashCode(object);
        stripes[hash & STRIPES - 1].release(object, hash);
    }

    /** How many objects are known that something else still holds. */
    int size() {
        int size = 0;
        for (var stripe : stripes) {
            size += stripe.sweep();
        }
        return size;
    }

    /** What is known of one object, and of the next one in the same chain. */
    private static final class Mark extends WeakReference<Object> {
        private final int hash;
        private Owner owner;
        private @Nullable Mark next;

        Mark(Object object, int hash, Owner owner, @Nullable Mark next) {
            super(object);
            this.hash = hash;
            this.owner = owner;
            this.next = next;
        }
    }

    /** The objects of some hash codes, in chains. */
    private static final class Stripe {
        private @Nullable Mark[] chains = new @Nullable Mark[SMALLEST];
        /** Marks in all chains, those of objects that are gone included. */
        private int marks;

        synchronized void mark(Object object, int hash, Owner owner) {
            var known = find(object, hash);
            if (known != null) {
                known.owner = owner;
                return;
            }
            markNew(object, hash, owner);
        }

        /** Several marks of an object name one owner: it is released before it can be another's. */
        synchronized void markNew(Object object, int hash, Owner owner) {
            if (marks == chains.length) {
                sweep();
            }
            int at = chain(hash, chains.length);
            chains[at] = new Mark(object, hash, owner, chains[at]);
            marks++;
        }

        synchronized @Nullable Owner owner(Object object, int hash) {
            var known = find(object, hash);
            return known == null ? null : known.owner;
        }

        synchronized void release(Object object, int hash) {
            for (var known = find(object, hash); known != null; known = find(object, hash)) {
                known.clear();
            }
        }

        private @Nullable Mark find(Object object, int hash) {
            for (var mark = chains[chain(hash, chains.length)]; mark != null; mark = mark.next) {
                if (mark.hash == hash && mark.refersTo(object)) {
                    return mark;
                }
            }
            return null;
        }

        /** Forgets objects that are gone, and takes twice the room that the others need: it is full again after as many more. */
        synchronized int sweep() {
            int live = 0;
            for (var chain : chains) {
                for (var mark = chain; mark != null; mark = mark.next) {
                    live += mark.refersTo(null) ? 0 : 1;
                }
            }
            var fresh = new @Nullable Mark[Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, live)) * 4)];
            int moved = 0;
            for (var chain : chains) {
                for (var mark = chain; mark != null;) {
                    var next = mark.next;
                    if (!mark.refersTo(null)) {
                        int at = chain(mark.hash, fresh.length);
                        mark.next = fresh[at];
                        fresh[at] = mark;
                        moved++;
                    }
                    mark = next;
                }
            }
            chains = fresh;
            marks = moved;
            return moved;
        }

        private static int chain(int hash, int length) {
            return hash / STRIPES & length - 1;
        }
    }
}
