package dev.rowhouse.instance.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.instance.share.FairQueue.Entrance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FairQueueTest {
    private static final long MS = Duration.ofMillis(1).toNanos();
    private static final long PATIENCE = Duration.ofSeconds(5).toNanos();
    private static final int MOST_WAITING = 1000;
    private static final int MOST_LONG = 4;

    private long now;

    private FairQueue queue(int slots) {
        return new FairQueue(slots, MOST_LONG, MOST_WAITING);
    }

    private static final class Ask extends Visit {
        boolean waits;

        Ask(Lane lane) {
            super(lane);
        }

        @Override
        boolean isBlocked() {
            return waits;
        }
    }

    private static Lane lane(FairQueue queue, int weight) {
        return queue.lane(weight, PATIENCE);
    }

    /** Requests that come now; those that begin. */
    private List<Visit> enter(FairQueue queue, Lane lane, int count) {
        List<Visit> begun = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var ask = new Ask(lane);
            switch (queue.enter(ask, now)) {
                case BEGINS -> begun.add(ask);
                case WAITS -> begun.addAll(queue.admit(now));
                case FULL -> throw new AssertionError("full");
            }
        }
        return begun;
    }

    /** Time passes, in steps after each of which it is looked; those that begin. */
    private List<Visit> pass(FairQueue queue, long nanos) {
        List<Visit> begun = new ArrayList<>();
        for (long left = nanos; left > 0; left -= MS) {
            now += Math.min(MS, left);
            begun.addAll(queue.look(now));
        }
        return begun;
    }

    private List<Visit> end(FairQueue queue, Visit visit) {
        return queue.leave(visit, now);
    }

    /** Teaches how long requests of an instance take. */
    private void teach(FairQueue queue, Lane lane, long nanos) {
        for (int i = 0; i < 100; i++) {
            var begun = enter(queue, lane, 1);
            pass(queue, nanos);
            begun.forEach(visit -> end(queue, visit));
        }
    }

    /** Serves so many requests on one slot, each as long as its instance needs; how many of the first instance there were each time. */
    private List<Integer> serve(FairQueue queue, Visit first, Lane counted, int count, long one, long other) {
        List<Integer> counts = new ArrayList<>();
        var running = first;
        int served = 0;
        for (int i = 0; i < count; i++) {
            pass(queue, running.lane == counted ? one : other);
            served += running.lane == counted ? 1 : 0;
            counts.add(served);
            running = end(queue, running).getFirst();
        }
        return counts;
    }

    @Test
    void servesByWeight() {
        var queue = queue(1);
        var light = lane(queue, 1);
        var heavy = lane(queue, 3);
        teach(queue, light, 5 * MS);
        teach(queue, heavy, 5 * MS);
        var running = enter(queue, lane(queue, 1), 1).getFirst();
        // Quiet ones begin at once; what counts are those behind them.
        var quick = new ArrayList<>(enter(queue, light, 400));
        quick.addAll(enter(queue, heavy, 400));
        quick.forEach(visit -> end(queue, visit));
        var first = end(queue, running).getFirst();

        var counts = serve(queue, first, light, 400, 5 * MS, 5 * MS);

        for (int i = 0; i < counts.size(); i++) {
            assertThat(counts.get(i)).isBetween((i + 1) / 4 - 1, (i + 1) / 4 + 1);
        }
    }

    @Test
    void servesByAWeightThatChanges() {
        var queue = queue(1);
        var one = lane(queue, 1);
        var other = lane(queue, 1);
        teach(queue, one, 5 * MS);
        teach(queue, other, 5 * MS);
        var first = enter(queue, one, 900).getFirst();
        enter(queue, other, 900).forEach(visit -> end(queue, visit));
        queue.weigh(one, 4);

        assertThat(serve(queue, first, one, 500, 5 * MS, 5 * MS).getLast()).isBetween(397, 403);
    }

    @Test
    void chargesWhatIsUsed() {
        var queue = queue(1);
        var slow = lane(queue, 1);
        var quick = lane(queue, 1);
        teach(queue, slow, 10 * MS);
        teach(queue, quick, 2 * MS);
        var first = enter(queue, slow, 900).getFirst();
        enter(queue, quick, 900).forEach(visit -> end(queue, visit));

        assertThat(serve(queue, first, slow, 600, 10 * MS, 2 * MS).getLast()).isBetween(97, 103);
    }

    @Test
    void letsAQuietOneBeginAtOnceThoughAllSlotsAreTaken() {
        var queue = queue(2);
        var busy = lane(queue, 1);
        teach(queue, busy, 5 * MS);
        assertThat(enter(queue, busy, 64)).hasSize(2);

        assertThat(enter(queue, lane(queue, 1), 1)).hasSize(1);
    }

    @Test
    void takesNobodyForQuietWhoIsFarAhead() {
        var queue = queue(1);
        var first = lane(queue, 1);
        var greedy = lane(queue, 1);
        teach(queue, first, 5 * MS);
        teach(queue, greedy, 5 * MS);
        enter(queue, first, 64);
        int begun = 0;
        for (int i = 0; i < 20; i++) {
            // One at a time, while the others wait.
            var one = enter(queue, greedy, 1);
            begun += one.size();
            pass(queue, 5 * MS);
            one.forEach(visit -> end(queue, visit));
        }

        assertThat(begun).isBetween(2, 5);
    }

    @Test
    void needsNoSlotForWhatWaits() {
        var queue = queue(2);
        var busy = lane(queue, 1);
        teach(queue, busy, 5 * MS);
        var begun = enter(queue, busy, 5);
        assertThat(begun).hasSize(2);
        ((Ask) begun.getFirst()).waits = true;

        assertThat(pass(queue, MS)).hasSize(1);
        // Whoever comes finds out without waiting for the next look.
        ((Ask) begun.getLast()).waits = true;
        assertThat(enter(queue, lane(queue, 1), 1)).hasSize(1);
        assertThat(queue.admit(now)).isEmpty();
        assertThat(pass(queue, MS)).isEmpty();
    }

    @Test
    void takesASlotAgainForWhatGoesOn() {
        var queue = queue(1);
        var busy = lane(queue, 1);
        teach(queue, busy, 5 * MS);
        var first = (Ask) enter(queue, busy, 3).getFirst();
        first.waits = true;
        var second = pass(queue, MS);
        assertThat(second).hasSize(1);
        first.waits = false;
        pass(queue, MS);

        assertThat(end(queue, second.getFirst())).isEmpty();
        assertThat(end(queue, first)).hasSize(1);
    }

    @Test
    void letsSmallOnesShareASlot() {
        var queue = queue(1);
        var busy = lane(queue, 1);
        teach(queue, busy, FairQueue.SLICE / 5);

        assertThat(enter(queue, busy, 64)).hasSize(5);
    }

    @Test
    void goesOnBesideWhatNeverEndsButNotForEver() {
        var queue = queue(2);
        var loops = lane(queue, 1);
        teach(queue, loops, 5 * MS);
        int begun = enter(queue, loops, 64).size();
        begun += pass(queue, Duration.ofSeconds(2).toNanos()).size();
        assertThat(begun).isEqualTo(MOST_LONG);

        // Its neighbour has all slots, as if nobody else was there.
        var other = lane(queue, 1);
        teach(queue, other, 5 * MS);
        assertThat(enter(queue, other, 10)).hasSize(2);
    }

    @Test
    void refusesWhatWaitsTooLongOrIsTooMuch() {
        var queue = queue(1);
        var busy = lane(queue, 1);
        teach(queue, busy, 5 * MS);
        enter(queue, busy, 1 + MOST_WAITING);
        assertThat(queue.enter(new Ask(busy), now)).isEqualTo(Entrance.FULL);
        assertThat(queue.overdue(now + PATIENCE)).isEmpty();

        assertThat(queue.overdue(now + PATIENCE + 1)).hasSize(MOST_WAITING);
        assertThat(queue.isWaiting()).isFalse();
    }

    @Test
    void holdsNothingAgainstWhoWasAlone() {
        var queue = queue(1);
        var once = lane(queue, 1);
        var later = lane(queue, 1);
        var alone = enter(queue, once, 1).getFirst();
        pass(queue, 1000 * MS);
        end(queue, alone);
        enter(queue, later, 10);

        assertThat(enter(queue, once, 1)).hasSize(1);
    }

    /** Whatever comes, waits, goes on and ends in whatever order: nobody waits while there is a slot, and all are served in the end. */
    @Test
    void leavesNoSlotEmptyWhileSomebodyWaits() {
        for (int seed = 0; seed < 300; seed++) {
            new World(new Random(seed)).live();
        }
    }

    private final class World {
        private final Random random;
        private final int slots;
        private final FairQueue queue;
        private final List<Lane> lanes = new ArrayList<>();
        private final List<Ask> running = new ArrayList<>();
        private int inside;

        World(Random random) {
            this.random = random;
            slots = 1 + random.nextInt(4);
            queue = queue(slots);
            for (int i = 0; i < 4; i++) {
                lanes.add(lane(queue, 1 + random.nextInt(5)));
            }
        }

        void live() {
            for (int i = 0; i < 400; i++) {
                now += random.nextLong(3 * MS);
                switch (random.nextInt(5)) {
                    case 0, 1 -> {
                        inside++;
                        began(enter(queue, lanes.get(random.nextInt(4)), 1));
                    }
                    case 2 -> endOne();
                    case 3 -> {
                        if (!running.isEmpty()) {
                            var one = running.get(random.nextInt(running.size()));
                            one.waits = !one.waits;
                        }
                    }
                    default -> began(queue.look(now));
                }
            }
            began(queue.look(now));
            check();
            while (!running.isEmpty()) {
                endOne();
                check();
            }
            assertThat(inside).isZero();
            assertThat(queue.isWaiting()).isFalse();
        }

        private void began(List<Visit> begun) {
            begun.forEach(visit -> running.add((Ask) visit));
        }

        private void endOne() {
            if (!running.isEmpty()) {
                inside--;
                began(end(queue, running.remove(random.nextInt(running.size()))));
            }
        }

        private void check() {
            long computing = running.stream().filter(one -> !one.waits).count();
            boolean stuck = lanes.stream().anyMatch(lane -> lane.longs >= MOST_LONG);
            if (computing < slots && !stuck) {
                assertThat(queue.isWaiting()).as("%d compute on %d slots", computing, slots).isFalse();
            }
        }
    }
}
