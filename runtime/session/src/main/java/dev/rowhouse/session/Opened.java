package dev.rowhouse.session;

import dev.rowhouse.engine.Engine;
import java.util.Comparator;
import org.hibernate.Session;

/** A session of one piece of work, on one engine. For one thread. */
final class Opened {
    /** In the order of the plan; engines that go by one name in the order of their own names. */
    static final Comparator<Opened> IN_ORDER = Comparator.<Opened>comparingInt(opened -> opened.rank)
            .thenComparing(opened -> opened.engine.label());

    private final Engine engine;
    private final int rank;
    private Session session;

    /**
     * A session that was opened just now.
     *
     * @param rank the place of the engine in the plan
     */
    Opened(Engine engine, int rank) {
        this.engine = engine;
        this.rank = rank;
        session = engine.openSession();
    }

    Engine engine() {
        return engine;
    }

    Session session() {
        return session;
    }

    boolean isOpen() {
        return session.isOpen();
    }

    /** Opens another one in the place of one that the app has closed. */
    void reopen() {
        session = engine.openSession();
    }

    /** Ends it; a transaction that is still open is rolled back. */
    void end() {
        if (!session.isOpen()) {
            return;
        }
        try (var ending = session) {
            var transaction = ending.getTransaction();
            if (transaction.isActive()) {
                transaction.rollback();
            }
        }
    }
}
