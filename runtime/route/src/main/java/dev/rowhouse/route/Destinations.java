package dev.rowhouse.route;

import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of work can reach. Always asked by the thread that does the work, and answers for it.
 *
 * <p>Safe for use by many threads.
 */
public interface Destinations {
    /** Where this piece of work was told to be, with {@link dev.rowhouse.spi.Work#on(String)}; null if it was not. */
    @Nullable
    Destination named();

    /** The engines of the plan, in its order, without families: the same objects at all times and for all threads. */
    List<Destination> all();

    /**
     * The sessions that are open in this piece of work, in the order of the plan, those of families among them. None is
     * opened for this.
     */
    List<Session> open();
}
