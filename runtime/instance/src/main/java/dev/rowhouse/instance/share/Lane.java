package dev.rowhouse.instance.share;

import java.util.ArrayDeque;
import java.util.Deque;

/** The requests of one instance, as the {@link FairQueue} knows them. Used by that one alone. */
final class Lane implements Comparable<Lane> {
    /** How much of a new measurement enters the mean. */
    private static final double NEWS = 1.0 / 8;

    /** Tells lanes apart that are equally far. */
    final long number;
    /** Those whose turn has not come, in the order in which they came. */
    final Deque<Visit> waiting = new ArrayDeque<>(0);
    /** How long they wait at most; nanoseconds. */
    final long patience;
    int weight;
    /** How many of its requests have a slot. */
    int active;
    /** How many of its requests have computed for long, and go on. */
    int longs;
    /** What it was charged, in nanoseconds of a processor for a weight of one. */
    double tag;
    /** What one of its requests uses; a moving mean. */
    double mean = FairQueue.FIRST_GUESS;

    Lane(long number, int weight, long patience) {
        this.number = number;
        this.weight = weight;
        this.patience = patience;
    }

    void charge(long nanos) {
        tag += (double) nanos / weight;
    }

    void learn(long used) {
        mean += (used - mean) * NEWS;
    }

    @Override
    @SuppressWarnings("ComparableEquals") // Lanes are themselves alone; none equals another one.
    public int compareTo(Lane other) {
        int order = Double.compare(tag, other.tag);
        return order == 0 ? Long.compare(number, other.number) : order;
    }
}
