package dev.rowhouse.instance.rest;

import java.util.OptionalDouble;

/**
 * Tells from what collections leave whether instances have to rest because the heap is full.
 *
 * <p>What counts is what is alive. A collection of young objects leaves old garbage where it is, and tells nothing. One that looks at the
 * old objects too tells when it is over, but G1 removes what it has found dead with the young collections that follow. So what is
 * alive is the least that any collection has left since the one before that looked at all; and after instances were sent to rest,
 * only the next such collection tells whether that was enough.
 *
 * <p>For one thread at a time.
 */
final class Pressure {
    private final double most;
    private double least = Double.MAX_VALUE;

    /** @param percent how much of the heap may be alive */
    Pressure(int percent) {
        most = percent / 100.0;
    }

    /**
     * Takes note of a collection.
     *
     * @param share what of the heap was in use after it, from 0 to 1
     * @param whole whether it looked at old objects
     * @param exact whether it has removed what it found dead
     * @return which part of all that serve should go to rest, if any
     */
    OptionalDouble collected(double share, boolean whole, boolean exact) {
        if (!whole) {
            least = Math.min(least, share);
            return OptionalDouble.empty();
        }
        // The first one of a cycle has no young collections before it that could have removed what it finds.
        double alive = exact ? share : least == Double.MAX_VALUE ? 0 : Math.min(least, share);
        least = Double.MAX_VALUE;
        return alive > most ? OptionalDouble.of((alive - most) / alive) : OptionalDouble.empty();
    }
}
