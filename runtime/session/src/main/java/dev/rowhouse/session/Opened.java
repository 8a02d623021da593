package dev.rowhouse.session;

import dev.rowhouse.engine.Engine;
import java.util.Comparator;
import org.hibernate.engine.spi.SessionImplementor;

/** A session of one piece of work, on one engine. For one thread. */
final class Opened {
    /** In the order of the plan; engines that go by one name in the order of their own names. */
    static final Comparator<Opened> IN_ORDER = Comparator.<Opened>comparingInt(opened -> opened.rank)
            .thenComparing(opened -> opened.engine.label());

    private final Engine engine;
    private final int rank;
    private SessionImplementor session;

    /**
     * A session that was opened just now.
     *
     * @param rank the place of the engine in the plan
     */
    Opened(Engine engine, int rank) {
        this.engine = engine;
        this.rank = rank;
        session = engine.openSession().unwrap(SessionImplementor.class);
    }

    Engine engine() {
        return engine;
    }

    SessionImplementor session() {
        return session;
    }

    /** Asks the session for nothing but that: its own {@code isOpen} looks after its transaction too, as each use of it will. */
    boolean isOpen() {
        return !session.isClosed();
    }

    /** Opens another one in the place of one that the app has closed. */
    void reopen() {
        session = engine.openSession().unwrap(SessionImplementor.class);
    }

    /** Ends it; a transaction that is still open is rolled back. */
    void end() {
        if (!isOpen()) {
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
