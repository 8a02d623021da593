package dev.rowhouse.instance;

import com.google.inject.Injector;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What an app's parent injector remembers of children that are gone: which keys they had, about 4 KB each. Guice (7.0) forgets it when
 * others are made, some at a time; where thousands of instances rest, nobody makes any. So a few are made for nothing once the
 * first of those that are gone was collected.
 *
 * <p>Safe for use by many threads.
 */
final class Residue {
    /** How many children of one that is made are forgotten, at least. */
    private static final int EACH = 8;

    /** How many are made in one go, each in some ten microseconds. */
    private static final int AT_ONCE = 32;

    private final Injector parent;
    private final AtomicInteger gone = new AtomicInteger();
    private final AtomicReference<@Nullable WeakReference<Injector>> first = new AtomicReference<>();

    /** Nothing yet. */
    Residue(Injector parent) {
        this.parent = parent;
    }

    /** A child is not used any more. */
    void left(Injector child) {
        if (gone.getAndIncrement() == 0) {
            first.set(new WeakReference<>(child));
        }
    }

    /** Lets go of some of it, if the garbage was collected since; to be called now and then. */
    void tidy() {
        int some = gone.get();
        var oldest = first.get();
        if (some > 0 && oldest != null && oldest.refersTo(null)) {
            int children = Math.min(AT_ONCE, (some + EACH - 1) / EACH);
            for (int i = 0; i < children; i++) {
                parent.createChildInjector(binder -> binder.bind(Nothing.class).toInstance(new Nothing()));
            }
            gone.addAndGet(-Math.min(some, children * EACH));
        }
    }

    /** What a child is made of that is made for nothing. */
    private static final class Nothing {}
}
