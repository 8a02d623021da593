package dev.rowhouse.session;

import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/**
 * The session that an app is given on one engine, without the way to the factory. That one is shared with other instances, who would
 * notice if it were closed or changed.
 */
@SuppressWarnings({"serial", "unchecked"}) // Hibernate's delegate is neither serializable in earnest nor free of raw types.
final class ScopedSession extends CheckedSession {
    ScopedSession(Supplier<Session> current) {
        super(current);
    }

    @Override
    public SessionFactory getSessionFactory() {
        throw refusal();
    }

    @Override
    public SessionFactory getFactory() {
        throw refusal();
    }

    @Override
    public SessionFactory getEntityManagerFactory() {
        throw refusal();
    }

    private static UnsupportedOperationException refusal() {
        return new UnsupportedOperationException(
                "the session factory is shared by all instances of the app; use the session, or getCriteriaBuilder() of it");
    }
}
