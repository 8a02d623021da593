package dev.rowhouse.config;

import java.util.OptionalInt;

/**
 * What the instances of a composite may use together.
 *
 * @param running most instances that hold something at the same time; beyond, who was used least recently rests; empty for no
 *        limit
 * @param starting most instances that start at the same time; empty for as many as the machine can do with
 * @param memory the part of the heap that may be in use after a collection, in percent; beyond, instances rest; 100 for all
 * @param fairShare whether a busy machine is divided by instance
 */
public record CapacityConfig(OptionalInt running, OptionalInt starting, int memory, boolean fairShare) {
    /** What holds when the file says nothing. */
    public static final CapacityConfig DEFAULT = new CapacityConfig(OptionalInt.empty(), OptionalInt.empty(), 85, true);

    /**
     * Checks that an instance may start.
     *
     * @throws IllegalArgumentException if not
     */
    public CapacityConfig {
        if (running.orElse(1) < 1 || starting.orElse(1) < 1 || memory < 1 || memory > 100) {
            throw new IllegalArgumentException(
                    "no instance may start; write max-running and max-starting of 1 or more, max-memory of 1% to 100%");
        }
    }
}
