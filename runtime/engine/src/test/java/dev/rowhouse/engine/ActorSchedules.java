package dev.rowhouse.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Runs all orders in which some actors can take their steps, each from the beginning; nothing is left to chance. What follows from
 * a state is run once, however it was reached.
 */
final class ActorSchedules {
    private ActorSchedules() {}

    /** Somebody who takes steps, one at a time. */
    interface Actor {
        /** Whether it has nothing more to do. */
        boolean isDone();

        /** Whether it can take its next step now. */
        boolean isReady();

        /** Takes its next step. */
        void step();
    }

    /** What a schedule begins with. */
    interface World {
        /** Who acts in it. */
        List<? extends Actor> actors();

        /** All that what follows depends on. */
        String state();

        /** What to do where nobody is ready, though somebody isn't done; false if there is nothing. */
        boolean waitForTime();

        /** Checks what must always hold. */
        void check();

        /** Checks what must hold when all are done. */
        void checkEnd();
    }

    /**
     * Runs all schedules.
     *
     * @return how many there are, where those that meet again count once
     */
    static int explore(Supplier<? extends World> worlds) {
        var choices = new ArrayList<int[]>();
        var known = new HashSet<String>();
        int schedules = 0;
        while (true) {
            run(worlds.get(), choices, known);
            schedules++;
            while (!choices.isEmpty() && choices.getLast()[0] + 1 == choices.getLast()[1]) {
                choices.removeLast();
            }
            if (choices.isEmpty()) {
                return schedules;
            }
            choices.getLast()[0]++;
        }
    }

    private static void run(World world, List<int[]> choices, Set<String> known) {
        int depth = 0;
        while (true) {
            var ready = world.actors().stream().filter(actor -> !actor.isDone() && actor.isReady()).toList();
            if (ready.isEmpty()) {
                if (world.actors().stream().allMatch(Actor::isDone)) {
                    break;
                }
                if (!world.waitForTime()) {
                    throw new AssertionError("somebody waits for ever, after " + told(choices));
                }
                continue;
            }
            if (depth == choices.size()) {
                if (!known.add(world.state())) {
                    return;
                }
                choices.add(new int[]{0, ready.size()});
            }
            ready.get(choices.get(depth++)[0]).step();
            try {
                world.check();
            } catch (AssertionError e) {
                throw new AssertionError("after " + told(choices.subList(0, depth)), e);
            }
        }
        world.checkEnd();
    }

    private static List<Integer> told(List<int[]> choices) {
        return choices.stream().map(choice -> choice[0]).toList();
    }
}
