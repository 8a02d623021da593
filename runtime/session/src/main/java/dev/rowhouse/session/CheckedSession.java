package dev.rowhouse.session;

import dev.rowhouse.engine.CheckedQuery;
import dev.rowhouse.engine.OwnerCheck;
import dev.rowhouse.route.RoutedCriteria;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.TypedQueryReference;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.CriteriaSelect;
import jakarta.persistence.criteria.CriteriaUpdate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionLazyDelegator;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.NativeQuery;
import org.hibernate.query.Query;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.JpaCriteriaInsert;

/**
 * Hibernate's delegate, which asks for the real session with every call, and makes {@linkplain CheckedQuery queries} that refuse
 * entities of another start. Criteria may come from the builder for several engines.
 */
@SuppressWarnings({"serial", "deprecation", "removal", "rawtypes", "unchecked"}) // As in what it extends.
abstract class CheckedSession extends SessionLazyDelegator {
    private final Supplier<Session> current;

    CheckedSession(Supplier<Session> current) {
        super(current);
        this.current = current;
    }

    private <Q extends CommonQueryContract> Q checked(Class<? super Q> kind, Function<Session, Q> maker) {
        var session = current.get();
        return CheckedQuery.of(session, maker.apply(session), kind);
    }

    @Override
    public <T> T getReference(T entity) {
        var session = current.get();
        OwnerCheck.check(session, entity, "getReference");
        return session.getReference(entity);
    }

    @Override
    public <T> TypedQuery<T> createQuery(CriteriaSelect<T> criteria) {
        var session = current.get();
        var query = session.createQuery(RoutedCriteria.real(criteria));
        return query instanceof Query<T> known ? CheckedQuery.of(session, known, Query.class) : query;
    }

    @Override
    public <R> Query<R> createQuery(String hql, Class<R> result) {
        return checked(Query.class, session -> session.createQuery(hql, result));
    }

    @Override
    public <R> Query<R> createQuery(TypedQueryReference<R> query) {
        return checked(Query.class, session -> session.createQuery(query));
    }

    @Override
    public Query createQuery(String hql) {
        return checked(Query.class, session -> session.createQuery(hql));
    }

    @Override
    public <R> Query<R> createQuery(CriteriaQuery<R> criteria) {
        return checked(Query.class, session -> session.createQuery(RoutedCriteria.real(criteria)));
    }

    @Override
    public Query createQuery(CriteriaDelete criteria) {
        return checked(Query.class, session -> session.createQuery(criteria));
    }

    @Override
    public Query createQuery(CriteriaUpdate criteria) {
        return checked(Query.class, session -> session.createQuery(criteria));
    }

    @Override
    public <R> Query<R> createNamedQuery(String name, Class<R> result) {
        return checked(Query.class, session -> session.createNamedQuery(name, result));
    }

    @Override
    public Query createNamedQuery(String name) {
        return checked(Query.class, session -> session.createNamedQuery(name));
    }

    @Override
    public Query getNamedQuery(String name) {
        return checked(Query.class, session -> session.getNamedQuery(name));
    }

    @Override
    public SelectionQuery<?> createSelectionQuery(String hql) {
        return checked(SelectionQuery.class, session -> session.createSelectionQuery(hql));
    }

    @Override
    public <R> SelectionQuery<R> createSelectionQuery(String hql, Class<R> result) {
        return checked(SelectionQuery.class, session -> session.createSelectionQuery(hql, result));
    }

    @Override
    public <R> SelectionQuery<R> createSelectionQuery(String hql, EntityGraph<R> graph) {
        return checked(SelectionQuery.class, session -> session.createSelectionQuery(hql, graph));
    }

    @Override
    public <R> SelectionQuery<R> createSelectionQuery(CriteriaQuery<R> criteria) {
        return checked(SelectionQuery.class, session -> session.createSelectionQuery(RoutedCriteria.real(criteria)));
    }

    @Override
    public SelectionQuery<?> createNamedSelectionQuery(String name) {
        return checked(SelectionQuery.class, session -> session.createNamedSelectionQuery(name));
    }

    @Override
    public <R> SelectionQuery<R> createNamedSelectionQuery(String name, Class<R> result) {
        return checked(SelectionQuery.class, session -> session.createNamedSelectionQuery(name, result));
    }

    @Override
    public MutationQuery createMutationQuery(String hql) {
        return checked(MutationQuery.class, session -> session.createMutationQuery(hql));
    }

    @Override
    public MutationQuery createMutationQuery(CriteriaUpdate criteria) {
        return checked(MutationQuery.class, session -> session.createMutationQuery(criteria));
    }

    @Override
    public MutationQuery createMutationQuery(CriteriaDelete criteria) {
        return checked(MutationQuery.class, session -> session.createMutationQuery(criteria));
    }

    @Override
    public MutationQuery createMutationQuery(JpaCriteriaInsert criteria) {
        return checked(MutationQuery.class, session -> session.createMutationQuery(criteria));
    }

    @Override
    public MutationQuery createNamedMutationQuery(String name) {
        return checked(MutationQuery.class, session -> session.createNamedMutationQuery(name));
    }

    @Override
    public MutationQuery createNativeMutationQuery(String sql) {
        return checked(MutationQuery.class, session -> session.createNativeMutationQuery(sql));
    }

    @Override
    public NativeQuery createNativeQuery(String sql) {
        return checked(NativeQuery.class, session -> session.createNativeQuery(sql));
    }

    @Override
    public NativeQuery createNativeQuery(String sql, Class result) {
        return checked(NativeQuery.class, session -> session.createNativeQuery(sql, result));
    }

    @Override
    public <R> NativeQuery<R> createNativeQuery(String sql, Class<R> result, String alias) {
        return checked(NativeQuery.class, session -> session.createNativeQuery(sql, result, alias));
    }

    @Override
    public NativeQuery createNativeQuery(String sql, String mapping) {
        return checked(NativeQuery.class, session -> session.createNativeQuery(sql, mapping));
    }

    @Override
    public <R> NativeQuery<R> createNativeQuery(String sql, String mapping, Class<R> result) {
        return checked(NativeQuery.class, session -> session.createNativeQuery(sql, mapping, result));
    }

    @Override
    public NativeQuery getNamedNativeQuery(String name) {
        return checked(NativeQuery.class, session -> session.getNamedNativeQuery(name));
    }

    @Override
    public NativeQuery getNamedNativeQuery(String name, String mapping) {
        return checked(NativeQuery.class, session -> session.getNamedNativeQuery(name, mapping));
    }
}
