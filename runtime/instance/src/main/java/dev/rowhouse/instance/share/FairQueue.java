package dev.rowhouse.instance.share;

import dev.rowhouse.instance.share.Visit.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides which request begins next when a machine is busy: start-time fair queueing (Goyal, Vin and Cheng, 1996) over
 * instances, with as many slots as there are processors.
 *
 * <p>An instance is charged what its requests have used, divided by its weight, and the instance that was charged least is
 * next. How much a request uses is not known when it begins, so it is charged the mean of its instance then, and the
 * difference as it is seen.
 * <ul>
 * <li>Who has nothing that computes, and has not used more than its part, begins at once, also if all slots are taken.
 * <li>A request that waits for something has no slot: who holds one is looked at before somebody has to wait.
 * <li>Requests that are expected to use less than a {@linkplain #SLICE slice} share a slot.
 * <li>One that computes for {@linkplain #LONG long} loses its slot, because nobody knows whether it ever ends; but if an
 * instance has too many of those, no further request of it begins.
 * </ul>
 *
 * <p>Without threads, clock or lock of its own; for one thread at a time.
 */
final class FairQueue {
    /** What a request is taken to use before one of its instance was seen. */
    static final long FIRST_GUESS = TimeUnit.MICROSECONDS.toNanos(200);

    /** How long a request computes before it loses its slot. */
    static final long LONG = TimeUnit.MILLISECONDS.toNanos(50);

    /** How much work a slot takes at a time: one request, or several that need no more together. */
    static final long SLICE = TimeUnit.MICROSECONDS.toNanos(500);

    /** How far an instance may be ahead of the others and still begin at once. */
    static final long CREDIT = TimeUnit.MILLISECONDS.toNanos(10);

    /** How much of the time in which nobody looked is taken for computing. */
    static final long UNSEEN = TimeUnit.MILLISECONDS.toNanos(5);

    /** What a request is taken to use at least. */
    private static final long LEAST = TimeUnit.MICROSECONDS.toNanos(10);

    /** How many of those that are blocked are looked at in one go. */
    private static final int GLANCE = 64;

    private final int slots;
    private final int mostLong;
    private final int mostWaiting;
    private final Crowd active = new Crowd();
    private final Crowd blocked = new Crowd();
    private final Crowd longs = new Crowd();
    private final TreeSet<Lane> next = new TreeSet<>();
    /** How much those with a slot were expected to use when they began. */
    private long expected;
    private double time;
    private double latest;
    private int glance;
    private long lanes;

    /**
     * A queue without instances.
     *
     * @param slots how many requests compute at the same time
     * @param mostLong how many requests of one instance may have computed for long before no further one begins
     * @param mostWaiting how many requests of one instance wait at most
     */
    FairQueue(int slots, int mostLong, int mostWaiting) {
        this.slots = slots;
        this.mostLong = mostLong;
        this.mostWaiting = mostWaiting;
    }

    /** @param patience how long requests of it wait at most, in nanoseconds */
    Lane lane(int weight, long patience) {
        return new Lane(lanes++, weight, patience);
    }

    /** From now on an instance has this weight. */
    void weigh(Lane lane, int weight) {
        lane.weight = weight;
    }

    /** What comes of a request that comes. */
    enum Entrance {
        /** It begins. */
        BEGINS,
        /** It waits; others may {@linkplain #admit begin}, because it was looked who is blocked. */
        WAITS,
        /** Too many of its instance wait already; it is not taken in. */
        FULL
    }

    /** Takes in a request. */
    Entrance enter(Visit visit, long now) {
        var lane = visit.lane;
        visit.came = now;
        if (!lane.waiting.isEmpty()) {
            if (lane.waiting.size() >= mostWaiting) {
                return Entrance.FULL;
            }
            visit.place = Place.WAITING;
            lane.waiting.add(visit);
            return Entrance.WAITS;
        }
        lane.tag = Math.max(lane.tag, time);
        if (lane.longs < mostLong) {
            if (isFree(lane) || isFreeNow(lane, now)) {
                time = Math.max(time, lane.tag);
                begin(visit, now);
                return Entrance.BEGINS;
            }
            if (lane.active == 0 && lane.tag <= time + CREDIT) {
                begin(visit, now);
                return Entrance.BEGINS;
            }
        }
        visit.place = Place.WAITING;
        lane.waiting.add(visit);
        next.add(lane);
        return Entrance.WAITS;
    }

    /** Whether there is a slot for one of this instance, and nobody waits who may have it. */
    private boolean isFree(Lane lane) {
        return hasRoom(lane) && (next.isEmpty() || first() == null);
    }

    private boolean isFreeNow(Lane lane, long now) {
        seeAll(active, now);
        return isFree(lane);
    }

    /** Small requests share a slot: one at a time, they would spend more on changes of threads than on work. */
    private boolean hasRoom(Lane lane) {
        return active.size() < slots || expected + Math.round(lane.mean) <= slots * SLICE;
    }

    private void begin(Visit visit, long now) {
        var lane = visit.lane;
        visit.charged = Math.round(lane.mean);
        visit.expected = visit.charged;
        visit.seen = now;
        charge(lane, visit.charged);
        put(visit, Place.ACTIVE);
    }

    /** Lets go a request that has run; those that begin now. */
    List<Visit> leave(Visit visit, long now) {
        count(visit, now);
        visit.used = Math.max(visit.used, LEAST);
        put(visit, Place.ENDED);
        charge(visit.lane, visit.used - visit.charged);
        visit.lane.learn(visit.used);
        if (running() == 0 && next.isEmpty()) {
            // What was used while nobody else wanted anything is held against nobody.
            time = latest;
        }
        return admit(now);
    }

    /** Looks at those that run; those that begin now. */
    List<Visit> look(long now) {
        seeAll(active, now);
        seeAll(longs, now);
        for (int i = Math.min(GLANCE, blocked.size()); i > 0; i--) {
            glance = glance <= 0 || glance > blocked.size() ? blocked.size() - 1 : glance - 1;
            see(blocked.get(glance), now);
        }
        return admit(now);
    }

    private void seeAll(Crowd crowd, long now) {
        // From the end, because whoever goes leaves its index to the last one.
        for (int i = crowd.size() - 1; i >= 0; i--) {
            see(crowd.get(i), now);
        }
    }

    private void see(Visit visit, long now) {
        if (visit.isBlocked()) {
            count(visit, now);
            put(visit, Place.BLOCKED);
            return;
        }
        switch (visit.place) {
            case BLOCKED -> {
                visit.seen = now;
                visit.streak = 0;
                put(visit, Place.ACTIVE);
            }
            case ACTIVE -> {
                count(visit, now);
                if (visit.streak > LONG) {
                    put(visit, Place.LONG);
                }
            }
            case LONG -> count(visit, now);
            case NEW, WAITING, ENDED -> throw new IllegalStateException("a request that doesn't run is looked at");
        }
        if (visit.used > visit.charged) {
            charge(visit.lane, visit.used - visit.charged);
            visit.charged = visit.used;
        }
    }

    private static void count(Visit visit, long now) {
        if (visit.place != Place.BLOCKED) {
            long time = Math.clamp(now - visit.seen, 0, UNSEEN);
            visit.used += time;
            visit.streak += time;
        }
        visit.seen = now;
    }

    private void put(Visit visit, Place place) {
        if (visit.place == place) {
            return;
        }
        switch (visit.place) {
            case ACTIVE -> {
                active.remove(visit);
                visit.lane.active--;
                expected -= visit.expected;
            }
            case BLOCKED -> blocked.remove(visit);
            case LONG -> {
                longs.remove(visit);
                visit.lane.longs--;
            }
            case NEW, WAITING, ENDED -> {
            }
        }
        visit.place = place;
        switch (place) {
            case ACTIVE -> {
                active.add(visit);
                visit.lane.active++;
                expected += visit.expected;
            }
            case BLOCKED -> blocked.add(visit);
            case LONG -> {
                longs.add(visit);
                visit.lane.longs++;
            }
            case NEW, WAITING, ENDED -> {
            }
        }
    }

    private void charge(Lane lane, long nanos) {
        boolean waits = next.remove(lane);
        lane.charge(nanos);
        latest = Math.max(latest, lane.tag);
        if (waits) {
            next.add(lane);
        }
    }

    /** Lets those begin whose turn it is. */
    List<Visit> admit(long now) {
        if (next.isEmpty()) {
            return List.of();
        }
        List<Visit> begun = List.of();
        boolean seen = false;
        while (true) {
            var lane = first();
            if (lane == null) {
                break;
            }
            if (!hasRoom(lane)) {
                if (seen) {
                    break;
                }
                seeAll(active, now);
                seen = true;
                // Whose turn it is may be somebody else's now, as what was seen was charged.
                continue;
            }
            var visit = lane.waiting.remove();
            if (lane.waiting.isEmpty()) {
                next.remove(lane);
            }
            time = Math.max(time, lane.tag);
            begin(visit, now);
            if (begun.isEmpty()) {
                begun = new ArrayList<>(2);
            }
            begun.add(visit);
        }
        return begun;
    }

    /** Whose turn it is of those who wait and may begin; null if it is nobody's. */
    private @Nullable Lane first() {
        for (var lane : next) {
            if (lane.longs < mostLong) {
                return lane;
            }
        }
        return null;
    }

    /** How many requests have begun and not ended. */
    int running() {
        return active.size() + longs.size() + blocked.size();
    }

    /** Whether somebody waits. */
    boolean isWaiting() {
        return !next.isEmpty();
    }

    /** Takes out those that have waited for longer than they may. */
    List<Visit> overdue(long now) {
        List<Visit> late = new ArrayList<>(0);
        for (var lane : List.copyOf(next)) {
            while (!lane.waiting.isEmpty() && now - lane.waiting.element().came > lane.patience) {
                takeFirst(lane, late);
            }
        }
        return late;
    }

    /** Takes out all of an instance that wait. */
    List<Visit> clear(Lane lane) {
        List<Visit> gone = new ArrayList<>(lane.waiting.size());
        while (!lane.waiting.isEmpty()) {
            takeFirst(lane, gone);
        }
        return gone;
    }

    private void takeFirst(Lane lane, List<Visit> to) {
        var visit = lane.waiting.remove();
        visit.place = Place.ENDED;
        to.add(visit);
        if (lane.waiting.isEmpty()) {
            next.remove(lane);
        }
    }
}
