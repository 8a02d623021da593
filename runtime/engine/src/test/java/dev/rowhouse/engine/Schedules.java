package dev.rowhouse.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Tries all orders in which steps can happen: each from a fresh beginning, until none is left that was not tried. What follows a
 * state that was met before is not tried again.
 */
final class Schedules {
    private final List<Integer> choices = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private final Set<String> met = new HashSet<>();

    /** Something that can happen next. */
    record Step(String name, Runnable action) {}

    /** Where steps happen. */
    interface World {
        /** What can happen next, in one order; none at the end. */
        List<Step> steps();

        /** All that decides what can happen from here on. */
        String state();

        /** Fails if what must always hold doesn't. */
        void check();

        /** Fails if it should not have ended like this. */
        void checkEnd();
    }

    /** Tries all; returns how many states there are. What fails is thrown, with the steps that led to it. */
    static int explore(Supplier<World> worlds) {
        var schedules = new Schedules();
        do {
            schedules.run(worlds.get());
        } while (schedules.next());
        return schedules.met.size();
    }

    private void run(World world) {
        taken.clear();
        try {
            for (int depth = 0;; depth++) {
                var steps = world.steps();
                if (steps.isEmpty()) {
                    met.add(world.state());
                    world.checkEnd();
                    return;
                }
                if (depth == choices.size()) {
                    if (!met.add(world.state())) {
                        return;
                    }
                    choices.add(0);
                    widths.add(steps.size());
                }
                var step = steps.get(choices.get(depth));
                taken.add(step.name());
                step.action().run();
                world.check();
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(e.getMessage() + "\nafter " + String.join(", ", taken), e);
        }
    }

    private boolean next() {
        while (!choices.isEmpty()) {
            int last = choices.size() - 1;
            if (choices.get(last) + 1 < widths.get(last)) {
                choices.set(last, choices.get(last) + 1);
                return true;
            }
            choices.removeLast();
            widths.removeLast();
        }
        return false;
    }
}
