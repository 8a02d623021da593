package dev.rowhouse.instance.rest;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.Rest;
import java.time.Duration;

/** An instance, as far as it starts and rests. Safe for use by many threads. */
public interface Lodger {
    /** Its name. */
    InstanceName name();

    /** When it may be made to rest. */
    Rest rest();

    /** How long its start may wait for room. */
    Duration startTimeout();

    /** When it was used last, as {@link System#nanoTime} has it; about now, if it is used. */
    long lastUsed();

    /** Whether it is used at this moment. May err: {@link #passivate} decides. */
    boolean isBusy();

    /**
     * Closes all it holds, if nobody uses it.
     *
     * @return false, with nothing changed, if somebody does
     * @throws InterruptedException if the thread is told to stop meanwhile
     */
    boolean passivate() throws InterruptedException;
}
