package dev.rowhouse.session;

import org.jspecify.annotations.Nullable;

/**
 * The extent in which one thread is in a scope of one start of an instance, and what it uses there.
 *
 * <p>One is made for each piece of work, and most of them use nothing: so it is two references, the second of which is the thread, and
 * the {@link Sessions}, which know their thread, from when something is used. A structured fork inherits what is bound, and is in no
 * scope by that: it may ask for the start and the thread, and the rest is for that thread alone.
 */
sealed class Extent {
    private final Start start;
    private Object state;

    /** The extent of this thread, from now on. */
    Extent(Start start) {
        this(start, Thread.currentThread());
    }

    private Extent(Start start, Object state) {
        this.start = start;
        this.state = state;
    }

    /** Whose scope it is. */
    final Start start() {
        return start;
    }

    /** Whose thread it is. */
    final Thread thread() {
        var now = state;
        return now instanceof Sessions sessions ? sessions.thread() : (Thread) now;
    }

    final boolean isOf(Thread thread) {
        var now = state;
        return now == thread || (now instanceof Sessions sessions && sessions.thread() == thread);
    }

    /** The sessions of the work that is done in it; null if it has used none. */
    final @Nullable Sessions used() {
        return state instanceof Sessions sessions ? sessions : null;
    }

    /** The same, begun if it has used none; null where a thread does a part of another's work, with sessions that it was handed. */
    final @Nullable Sessions sessions(SessionScope scope) {
        return state instanceof Sessions sessions ? sessions : begin(scope);
    }

    private @Nullable Sessions begin(SessionScope scope) {
        if (isPart()) {
            return null;
        }
        var sessions = scope.begin();
        state = sessions;
        return sessions;
    }

    /** The same work, where it goes on inside of another start's that it has called. */
    final Extent again(SessionScope scope, Extent inner) {
        var sessions = sessions(scope);
        return sessions == null ? new Nested(start, inner) : new Nested(start, inner, sessions);
    }

    /** Whether a thread does a part of another's work. */
    boolean isPart() {
        return false;
    }

    /** The extent that this one is nested in, of another start, also in other scopes; null if there is none. */
    @Nullable
    Extent outer() {
        return null;
    }

    /** In an extent of another start. */
    static final class Nested extends Extent {
        private final Extent outer;

        Nested(Start start, Extent outer) {
            super(start);
            this.outer = outer;
        }

        /** Goes on with work that has called the other start. */
        Nested(Start start, Extent outer, Sessions sessions) {
            super(start, sessions);
            this.outer = outer;
        }

        @Override
        Extent outer() {
            return outer;
        }
    }

    /** In which a thread does a part of another's work. */
    static final class Part extends Extent {
        Part(Start start) {
            super(start);
        }

        @Override
        boolean isPart() {
            return true;
        }
    }
}
