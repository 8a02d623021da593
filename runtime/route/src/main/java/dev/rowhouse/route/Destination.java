package dev.rowhouse.route;

import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Where an operation may go: an engine, a member of a family, or an engine that has shards.
 *
 * <p>Safe for use by many threads; each gets its own session.
 */
public interface Destination {
    /** What the app calls it, {@code posts}; for one of several that go by one name with its key, {@code posts/b}. */
    String name();

    /** What knows its entities. For looking things up, never handed to an app. */
    SessionFactoryImplementor factory();

    /**
     * The calling thread's session on it, which is opened if it isn't open, and joins the transaction if there is one.
     * May stand for several sessions itself.
     */
    Session session();
}
