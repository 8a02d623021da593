package dev.rowhouse.engine;

import dev.rowhouse.config.InstanceName;
import java.util.concurrent.Callable;

/**
 * One start of an instance, as its engines know it: what comes out of them belongs to it, and is for its own scopes alone.
 *
 * <p>Equal to itself alone. What belongs to it may outlive it and keeps hold of this, so it holds neither engines nor sessions. Safe
 * for use by many threads.
 */
public interface Owner {
    /** How messages end that tell of something in the wrong hands. */
    String WHAT_TO_DO = "read it here by its id, or hand over a copy: detached there (session.detach), or serialized";

    /** What its threads are doing in its databases. */
    DatabaseWork databases();

    /** Which instance it is a start of. */
    InstanceName instance();

    /**
     * Refuses what a session of its engines is about to do, unless this thread is in a scope of this start.
     *
     * @throws dev.rowhouse.spi.ForeignObjectException if this thread is in a scope of another one
     * @throws dev.rowhouse.spi.OutOfScopeException if it is in none
     */
    void requireHere();

    /**
     * Refuses the use of something that belongs to it, if this thread is in a scope of another start. Outside of all scopes it passes.
     *
     * @param what is used, in a few words: {@code "a proxy of Person"}
     * @throws dev.rowhouse.spi.ForeignObjectException if so
     */
    void refuseElsewhere(String what);

    /**
     * How it is called where another start speaks of it: its instance, and if that is the same, which of the two began first.
     */
    String seenFrom(Owner other);

    /**
     * Lets another thread do a part of the work that this thread is doing in a scope of this start, with sessions that it has
     * been handed. It gets none of its own.
     *
     * @throws dev.rowhouse.spi.OutOfScopeException if this thread is in no scope of this start
     */
    <T> Callable<T> lend(Callable<T> task);
}
