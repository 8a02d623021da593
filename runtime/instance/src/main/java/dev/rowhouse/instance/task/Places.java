package dev.rowhouse.instance.task;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides which pieces of work run, if only so many places are there: first come, first served.
 *
 * <p>A piece that submits others may wait for them, in whatever way, and must not wait for ever because all places are taken by
 * pieces that wait. So a place is held by a chain of pieces: one of those that a piece has submitted may run on the place of that
 * piece. As long as a piece has others that wait, one stands above it; so the last one of a chain never waits for a place, and
 * pieces that wait for nothing but what they have submitted always come to an end.
 *
 * <p>Without threads, clock or lock of its own; for one thread at a time.
 */
final class Places {
    /** A piece of work, which enters once and leaves once. */
    static final class Piece {
        private final Runnable work;
        private @Nullable Piece parent;
        private final SequencedSet<Piece> children = new LinkedHashSet<>(0);
        private @Nullable Piece below;
        private @Nullable Piece above;
        private boolean running;

        /** @param parent the piece that submits this one; null if that is no piece */
        Piece(Runnable work, @Nullable Piece parent) {
            this.work = work;
            this.parent = parent;
        }

        Runnable work() {
            return work;
        }
    }

    private final int most;
    private final SequencedSet<Piece> waiting = new LinkedHashSet<>();
    private int taken;

    /** @param most how many chains there may be, at least 1 */
    Places(int most) {
        this.most = most;
    }

    /** Takes in a piece; true if it is to run now, false if it waits. */
    boolean enter(Piece piece) {
        if (taken < most) {
            taken++;
            piece.running = true;
            return true;
        }
        waiting.add(piece);
        var parent = runningParent(piece);
        if (parent == null) {
            return false;
        }
        parent.children.add(piece);
        return lift(parent) == piece;
    }

    /** Lets go a piece that has run; gives those that are to run now. */
    List<Piece> leave(Piece piece) {
        piece.running = false;
        List<Piece> next = new ArrayList<>(2);
        var parent = runningParent(piece);
        // Whoever waits for this one may wait for what it has left behind.
        for (var child : piece.children) {
            child.parent = parent;
            if (parent != null) {
                parent.children.add(child);
            }
        }
        piece.children.clear();
        var below = piece.below;
        var above = piece.above;
        if (above != null) {
            above.below = below;
        }
        if (below != null) {
            below.above = above;
        } else if (above == null) {
            pass(next);
        }
        Deque<Piece> idle = new ArrayDeque<>(2);
        if (below != null) {
            idle.add(below);
        }
        if (parent != null) {
            idle.add(parent);
        }
        for (var one : idle) {
            var lifted = lift(one);
            if (lifted != null) {
                next.add(lifted);
            }
        }
        return next;
    }

    /** The nearest of those before a piece that still runs; those that have ended are forgotten. */
    private static @Nullable Piece runningParent(Piece piece) {
        var parent = piece.parent;
        while (parent != null && !parent.running) {
            parent = parent.parent;
        }
        piece.parent = parent;
        return parent;
    }

    /** Gives a place that has become free to who has waited longest. */
    private void pass(List<Piece> next) {
        if (waiting.isEmpty()) {
            taken--;
        } else {
            var first = waiting.getFirst();
            begin(first);
            next.add(first);
        }
    }

    /** Lets the oldest piece that another one has submitted run above it, unless something does. */
    private @Nullable Piece lift(Piece piece) {
        if (!piece.running || piece.above != null || piece.children.isEmpty()) {
            return null;
        }
        var child = piece.children.getFirst();
        begin(child);
        child.below = piece;
        piece.above = child;
        return child;
    }

    private void begin(Piece piece) {
        waiting.remove(piece);
        if (piece.parent != null) {
            piece.parent.children.remove(piece);
        }
        piece.running = true;
    }

    /** Forgets and gives those that wait. */
    List<Piece> clear() {
        var all = List.copyOf(waiting);
        for (var piece : all) {
            if (piece.parent != null) {
                piece.parent.children.remove(piece);
            }
        }
        waiting.clear();
        return all;
    }

    /** How many chains there are. */
    int taken() {
        return taken;
    }

    /** How many pieces wait. */
    int waiting() {
        return waiting.size();
    }
}
