package dev.rowhouse.probe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** What the visitors of one run share. For use by many threads. */
final class Run {
    private final List<Target> targets;
    private final List<Step.Scenario> scenarios;
    private final List<List<Integer>> neighbours;
    private final Canaries canaries;
    private final Effort effort;
    private final Notes notes = new Notes();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicIntegerArray changes;
    private final long start = System.nanoTime();
    private volatile boolean told;

    Run(List<Target> targets, Effort effort) {
        this.targets = targets;
        this.effort = effort;
        this.scenarios = targets.stream().map(target -> Step.Scenario.of(target.scenario())).toList();
        this.canaries = Canaries.create(targets.size());
        this.neighbours = IntStream.range(0, targets.size()).mapToObj(i -> neighbours(targets, i)).toList();
        this.changes = new AtomicIntegerArray(targets.size());
    }

    List<Target> targets() {
        return targets;
    }

    Target target(int instance) {
        return targets.get(instance);
    }

    Step.Scenario scenario(int instance) {
        return scenarios.get(instance);
    }

    Canaries canaries() {
        return canaries;
    }

    Notes notes() {
        return notes;
    }

    /** A number that nobody else gets. */
    long number() {
        return numbers.incrementAndGet();
    }

    void countRequest() {
        requests.incrementAndGet();
    }

    /** How often an instance was changed. */
    int changes(int instance) {
        return changes.get(instance);
    }

    void changed(int instance) {
        changes.incrementAndGet(instance);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Whether enough was asked. */
    boolean isOver() {
        return told || requests.get() >= effort.requests() || (effort.untilLeak() && notes.hasFindings())
                || System.nanoTime() - start >= effort.time().toNanos();
    }

    /** Ends it. */
    void end() {
        told = true;
    }

    /**
     * The next instance that is visited in the same way, and so knows the same requests.
     *
     * @return the instance itself if there is none
     */
    int neighbour(int instance, long turn) {
        var alike = neighbours.get(instance);
        return alike.isEmpty() ? instance : alike.get((int) (turn % alike.size()));
    }

    /** The instances that know the same requests as one of them, from that one on. */
    private static List<Integer> neighbours(List<Target> targets, int instance) {
        return IntStream.range(1, targets.size())
                .map(distance -> (instance + distance) % targets.size())
                .filter(other -> targets.get(other).scenario().equals(targets.get(instance).scenario()))
                .boxed()
                .toList();
    }
}
