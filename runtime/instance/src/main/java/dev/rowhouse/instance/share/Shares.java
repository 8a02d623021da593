package dev.rowhouse.instance.share;

import dev.rowhouse.config.LimitsConfig;

/** Gives each start of an instance its share. Safe for use by many threads. */
@FunctionalInterface
public interface Shares {
    /** Nothing is divided: each instance has all there is. */
    Shares WHOLE = limits -> new Share.Whole();

    /**
     * The share of one start of an instance. What an earlier start has left behind that still computes counts for that one.
     *
     * @param limits its weight, and how long a request waits before it is refused
     */
    Share part(LimitsConfig limits);
}
