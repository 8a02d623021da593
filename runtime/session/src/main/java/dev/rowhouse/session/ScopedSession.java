package dev.rowhouse.session;

import dev.rowhouse.route.RoutedCriteria;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.CriteriaSelect;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionLazyDelegator;
import org.hibernate.query.Query;
import org.hibernate.query.SelectionQuery;

/**
 * The session that an app is given: Hibernate's delegate, which asks for the real one with every call, without the way to
 * the factory. That one is shared with other instances, who would notice if it were closed or changed. Criteria may come from the
 * builder for several engines.
 */
@SuppressWarnings({"serial", "unchecked"}) // Hibernate's delegate is neither serializable in earnest nor free of raw types.
final class ScopedSession extends SessionLazyDelegator {
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

    @Override
    public <T> Query<T> createQuery(CriteriaQuery<T> criteria) {
        return super.createQuery(RoutedCriteria.real(criteria));
    }

    @Override
    public <T> TypedQuery<T> createQuery(CriteriaSelect<T> criteria) {
        return super.createQuery(RoutedCriteria.real(criteria));
    }

    @Override
    public <R> SelectionQuery<R> createSelectionQuery(CriteriaQuery<R> criteria) {
        return super.createSelectionQuery(RoutedCriteria.real(criteria));
    }

    private static UnsupportedOperationException refusal() {
        return new UnsupportedOperationException(
                "the session factory is shared by all instances of the app; use the session, or getCriteriaBuilder() of it");
    }
}
