package dev.rowhouse.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which things of a group are opening, open or closing, who may use them, and what is to be done next. Opens and closes
 * nothing itself, waits for nothing and asks no clock: it is told what happened, and answers.
 *
 * <p>For one thread at a time: whoever calls it holds a lock.
 *
 * @param <T> the things, each by its name
 */
final class Occupancy<T> {
    private final int most;
    private final Runnable changed;
    private final Map<String, Place<T>> places = new HashMap<>();
    /** Open and used by nobody, the one that was used longest ago first. */
    private final SequencedSet<Place<T>> unused = new LinkedHashSet<>();
    /** Those for whom there was no room, in the order in which they came. */
    private final List<Object> queue = new ArrayList<>();
    private int closing;
    private boolean ended;

    /**
     * An empty group.
     *
     * @param most how many things may be open at once, those included that are opening or closing
     * @param changed called when those who wait are to ask again
     */
    Occupancy(int most, Runnable changed) {
        this.most = most;
        this.changed = changed;
    }

    /** What who asked for a thing is to do. */
    sealed interface Answer<T> {
        /** Use it; {@link Occupancy#release} ends that. */
        record Use<T>(Place<T> place, T thing) implements Answer<T> {}

        /** Open it; {@link Occupancy#opened} or {@link Occupancy#failed} ends that. */
        record Open<T>(Place<T> place) implements Answer<T> {}

        /** Have this other one closed, which ends with {@link Occupancy#closed}; then ask again. */
        record Close<T>(Place<T> place) implements Answer<T> {}

        /** Wait until something changes. If its opening has failed then, so has this; otherwise ask again. */
        record Await<T>(Place<T> place) implements Answer<T> {}

        /** Wait until something changes, then ask again. */
        record Wait<T>() implements Answer<T> {}

        /** Give up: the group has ended. */
        record Ended<T>() implements Answer<T> {}
    }

    /**
     * One thing from the beginning of its opening to the end of its closing.
     *
     * @param <T> the thing
     */
    static final class Place<T> {
        private final String name;
        private State state = State.OPENING;
        private @Nullable T thing;
        private @Nullable Throwable failure;
        private int uses;
        private long unusedSince;

        private Place(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return "%s %s, %d uses".formatted(name, state, uses);
        }

        String name() {
            return name;
        }

        /** What was opened; there is something from the end of the opening on. */
        T thing() {
            if (thing == null) {
                throw new IllegalStateException("'%s' is not open".formatted(name));
            }
            return thing;
        }

        /** Why it could not be opened. */
        Optional<Throwable> failure() {
            return Optional.ofNullable(failure);
        }
    }

    /** The whole state, for people. */
    @Override
    public String toString() {
        return "%s, unused %s, waiting %s%s".formatted(new TreeMap<>(places).values(),
                unused.stream().map(place -> place.name + " since " + place.unusedSince).toList(), queue,
                ended ? ", ended" : "");
    }

    private enum State {
        OPENING, OPEN, CLOSING
    }

    /**
     * Asks for a thing.
     *
     * @param asker who asks, the same one each time until the answer is one that ends it; {@link #leave} if there won't be another time
     */
    Answer<T> ask(String name, Object asker) {
        if (ended) {
            return new Answer.Ended<>();
        }
        var place = places.get(name);
        if (place == null) {
            return makeRoom(name, asker);
        }
        leave(asker);
        return switch (place.state) {
            case OPENING -> new Answer.Await<>(place);
            case CLOSING -> new Answer.Wait<>();
            case OPEN -> use(place);
        };
    }

    private Answer<T> use(Place<T> place) {
        unused.remove(place);
        place.uses++;
        return new Answer.Use<>(place, place.thing());
    }

    private Answer<T> makeRoom(String name, Object asker) {
        if (!queue.contains(asker)) {
            queue.add(asker);
        }
        int room = most - places.size();
        if (queue.indexOf(asker) < room) {
            queue.remove(asker);
            var place = new Place<T>(name);
            places.put(name, place);
            return new Answer.Open<>(place);
        }
        // What is closing already makes room for as many.
        if (queue.size() > room + closing && !unused.isEmpty()) {
            var oldest = unused.getFirst();
            startClosing(oldest);
            return new Answer.Close<>(oldest);
        }
        return new Answer.Wait<>();
    }

    /** Ends the waiting of somebody who won't ask again. */
    void leave(Object asker) {
        if (queue.remove(asker)) {
            changed.run();
        }
    }

    /**
     * Says that a thing was opened; who did that uses it from now on.
     *
     * @return whether it may: otherwise the group has ended meanwhile, and it is to be closed
     */
    boolean opened(Place<T> place, T thing) {
        place.thing = thing;
        changed.run();
        if (ended) {
            startClosing(place);
            return false;
        }
        place.state = State.OPEN;
        place.uses = 1;
        return true;
    }

    /**
     * Says that a thing could not be opened; the next one who asks may try again.
     *
     * @param failure why, for those who wait for it; null if that has nothing to do with the thing, so that one of them tries
     */
    void failed(Place<T> place, @Nullable Throwable failure) {
        place.failure = failure;
        places.remove(place.name, place);
        changed.run();
    }

    /**
     * Ends one use.
     *
     * @return the thing's place, if it is to be closed now
     */
    Optional<Place<T>> release(Place<T> place, long now) {
        place.uses--;
        if (place.uses > 0 || place.state != State.OPEN) {
            return Optional.empty();
        }
        changed.run();
        if (ended) {
            startClosing(place);
            return Optional.of(place);
        }
        place.unusedSince = now;
        unused.add(place);
        return Optional.empty();
    }

    /** Takes out what nobody has used for some time, to be closed. */
    List<Place<T>> idle(long now, Duration limit) {
        List<Place<T>> idle = new ArrayList<>();
        while (!unused.isEmpty() && now - unused.getFirst().unusedSince >= limit.toNanos()) {
            idle.add(unused.getFirst());
            startClosing(unused.getFirst());
        }
        return idle;
    }

    /** Since when the one that was used longest ago has not been used; empty if all are in use. */
    Optional<Long> unusedSince() {
        return unused.isEmpty() ? Optional.empty() : Optional.of(unused.getFirst().unusedSince);
    }

    private void startClosing(Place<T> place) {
        unused.remove(place);
        place.state = State.CLOSING;
        closing++;
    }

    /** Says that a thing was closed. */
    void closed(Place<T> place) {
        closing--;
        places.remove(place.name, place);
        changed.run();
    }

    /**
     * Ends the group: nobody gets anything from now on.
     *
     * @return what nobody uses, to be closed; the rest is told by {@link #release} and {@link #opened}
     */
    List<Place<T>> end() {
        ended = true;
        var rest = List.copyOf(unused);
        rest.forEach(this::startClosing);
        changed.run();
        return rest;
    }

    /** Takes out, after the end, what is still in use, to be closed all the same. */
    List<Place<T>> endUses() {
        var used = places.values().stream().filter(place -> place.state == State.OPEN).toList();
        used.forEach(this::startClosing);
        return used;
    }

    boolean isEnded() {
        return ended;
    }

    /** Whether nothing is opening, open or closing. */
    boolean isEmpty() {
        return places.isEmpty();
    }

    /** Whether something is being closed. */
    boolean isClosing() {
        return closing > 0;
    }

    /** How many things are opening, open or closing. */
    int size() {
        return places.size();
    }
}
