package dev.rowhouse.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;

/**
 * Runs something for each of some instances, at once, in rounds, on as many threads as there are instances. In each round every thread
 * takes another instance, and all begin together.
 */
final class Interleaving {
    private final List<TestedInstance> instances;
    private final int rounds;
    private final Phaser together;

    Interleaving(List<TestedInstance> instances, int rounds) {
        this.instances = List.copyOf(instances);
        this.rounds = rounds;
        together = new Phaser(instances.size());
    }

    /** Something that is run. */
    interface Body<X extends Exception> {
        void run() throws X;
    }

    /** What is run for one instance. */
    interface Step {
        void run(TestedInstance instance) throws Throwable;
    }

    /**
     * Runs a step for each instance in each round; ends all with the first failure.
     *
     * @throws Throwable what a step threw first, with what the others threw
     */
    void run(Step step) throws Throwable {
        List<Throwable> failures = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(instances.size(),
                Thread.ofPlatform().name("interleaved-", 0).factory())) {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < instances.size(); i++) {
                int thread = i;
                parts.add(threads.submit(() -> rounds(thread, step)));
            }
            for (var part : parts) {
                try {
                    part.get();
                } catch (ExecutionException e) {
                    failures.add(e.getCause() instanceof Failed failed ? failed.getCause() : e.getCause());
                }
            }
        }
        throwFirst(failures);
    }

    private void rounds(int thread, Step step) {
        try {
            // Less than 0 where another thread has failed, which says why.
            for (int round = 0; round < rounds && together.arriveAndAwaitAdvance() >= 0; round++) {
                step.run(instances.get((thread + round) % instances.size()));
            }
        } catch (Throwable failure) {
            together.forceTermination();
            throw new Failed(failure);
        }
    }

    private static void throwFirst(List<Throwable> failures) throws Throwable {
        if (failures.isEmpty()) {
            return;
        }
        var first = failures.removeFirst();
        failures.forEach(first::addSuppressed);
        throw first;
    }

    /** Carries what a step threw out of its thread. */
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(Throwable cause) {
            super(cause);
        }
    }
}
