package dev.rowhouse.route;

import jakarta.persistence.EntityGraph;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.TypedQueryReference;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.CriteriaSelect;
import jakarta.persistence.criteria.CriteriaUpdate;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.graph.RootGraph;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.NativeQuery;
import org.hibernate.query.Query;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.JpaCriteriaInsert;
import org.jspecify.annotations.Nullable;

/** The part of a {@link ChoosingSession} that makes queries. */
@SuppressWarnings({"serial", "deprecation", "removal", "rawtypes", "unchecked"}) // Hibernate's interface has raw types.
abstract class ChoosingByQuery extends ChoosingByInstance {
    /**
     * A query in HQL or JPQL.
     *
     * @param hql the text as the app gave it
     * @param result the class of its results, if the app named one; a text without {@code from} is about that entity
     * @param kind what is made: {@code Query}, {@code SelectionQuery} or {@code MutationQuery}
     * @param maker makes it with one session; may be called with several
     */
    protected abstract <Q extends CommonQueryContract> Q text(
            String hql,
            @Nullable Class<?> result,
            Class<? super Q> kind,
            Function<Session, Q> maker);

    /**
     * A query of criteria.
     *
     * @param criteria what the app made, with the builder of some engine
     * @param kind what is made: {@code Query}, {@code SelectionQuery} or {@code MutationQuery}
     * @param maker makes it with one session, and criteria that its engine made
     */
    protected abstract <C, Q extends CommonQueryContract> Q criteria(
            C criteria,
            Class<? super Q> kind,
            BiFunction<Session, C, Q> maker);

    /**
     * A query that has a name, in HQL or SQL.
     *
     * @param kind what is made: {@code Query}, {@code SelectionQuery}, {@code MutationQuery} or {@code NativeQuery}
     * @param maker makes it with one session; may be called with several
     */
    protected abstract <Q extends CommonQueryContract> Q named(
            String name,
            Class<? super Q> kind,
            Function<Session, Q> maker);

    /**
     * A query in SQL.
     *
     * @param operation the method that the app called
     * @param result the class of its results, if the app named one
     * @param mapping the name of the mapping of its results, if the app named one
     * @param kind what is made: {@code NativeQuery} or {@code MutationQuery}
     * @param maker makes it with one session; may be called with several
     */
    protected abstract <Q extends CommonQueryContract> Q sql(
            String operation,
            @Nullable Class<?> result,
            @Nullable String mapping,
            Class<? super Q> kind,
            Function<Session, Q> maker);

    @Override
    public MutationQuery createMutationQuery(String hql) {
        return text(hql, null, MutationQuery.class, session -> session.createMutationQuery(hql));
    }

    @Override
    public MutationQuery createMutationQuery(CriteriaDelete criteria) {
        return criteria(RoutedCriteria.real(criteria), MutationQuery.class,
                (session, real) -> session.createMutationQuery(real));
    }

    @Override
    public MutationQuery createMutationQuery(CriteriaUpdate criteria) {
        return criteria(RoutedCriteria.real(criteria), MutationQuery.class,
                (session, real) -> session.createMutationQuery(real));
    }

    @Override
    public MutationQuery createMutationQuery(JpaCriteriaInsert criteria) {
        return criteria(RoutedCriteria.real(criteria), MutationQuery.class,
                (session, real) -> session.createMutationQuery(real));
    }

    @Override
    public MutationQuery createNamedMutationQuery(String name) {
        return named(name, MutationQuery.class, session -> session.createNamedMutationQuery(name));
    }

    @Override
    public Query createNamedQuery(String name) {
        return named(name, Query.class, session -> session.createNamedQuery(name));
    }

    @Override
    public <R> Query<R> createNamedQuery(String name, Class<R> result) {
        return named(name, Query.class, session -> session.createNamedQuery(name, result));
    }

    @Override
    public SelectionQuery<?> createNamedSelectionQuery(String name) {
        return named(name, SelectionQuery.class, session -> session.createNamedSelectionQuery(name));
    }

    @Override
    public <R> SelectionQuery<R> createNamedSelectionQuery(String name, Class<R> result) {
        return named(name, SelectionQuery.class, session -> session.createNamedSelectionQuery(name, result));
    }

    @Override
    public MutationQuery createNativeMutationQuery(String sql) {
        return sql("createNativeMutationQuery", null, null, MutationQuery.class,
                session -> session.createNativeMutationQuery(sql));
    }

    @Override
    public NativeQuery createNativeQuery(String sql) {
        return sql("createNativeQuery", null, null, NativeQuery.class, session -> session.createNativeQuery(sql));
    }

    @Override
    public <R> NativeQuery<R> createNativeQuery(String sql, Class<R> result) {
        return sql("createNativeQuery", result, null, NativeQuery.class,
                session -> session.createNativeQuery(sql, result));
    }

    @Override
    public NativeQuery createNativeQuery(String sql, String mapping) {
        return sql("createNativeQuery", null, mapping, NativeQuery.class,
                session -> session.createNativeQuery(sql, mapping));
    }

    @Override
    public <R> NativeQuery<R> createNativeQuery(String sql, Class<R> result, String alias) {
        return sql("createNativeQuery", result, null, NativeQuery.class,
                session -> session.createNativeQuery(sql, result, alias));
    }

    @Override
    public <R> NativeQuery<R> createNativeQuery(String sql, String mapping, Class<R> result) {
        return sql("createNativeQuery", result, mapping, NativeQuery.class,
                session -> session.createNativeQuery(sql, mapping, result));
    }

    @Override
    public Query createQuery(String hql) {
        return text(hql, null, Query.class, session -> session.createQuery(hql));
    }

    @Override
    public <R> Query<R> createQuery(TypedQueryReference<R> reference) {
        return named(reference.getName(), Query.class, session -> session.createQuery(reference));
    }

    @Override
    public Query createQuery(CriteriaDelete criteria) {
        return criteria(RoutedCriteria.real(criteria), Query.class, (session, real) -> session.createQuery(real));
    }

    @Override
    public <R> Query<R> createQuery(CriteriaQuery<R> criteria) {
        return criteria(RoutedCriteria.real(criteria), Query.class, (session, real) -> session.createQuery(real));
    }

    @Override
    public <T> TypedQuery<T> createQuery(CriteriaSelect<T> criteria) {
        return criteria(RoutedCriteria.real(criteria), Query.class,
                (session, real) -> (Query<T>) session.createQuery(real));
    }

    @Override
    public Query createQuery(CriteriaUpdate criteria) {
        return criteria(RoutedCriteria.real(criteria), Query.class, (session, real) -> session.createQuery(real));
    }

    @Override
    public <R> Query<R> createQuery(String hql, Class<R> result) {
        return text(hql, result, Query.class, session -> session.createQuery(hql, result));
    }

    @Override
    public SelectionQuery<?> createSelectionQuery(String hql) {
        return text(hql, null, SelectionQuery.class, session -> session.createSelectionQuery(hql));
    }

    @Override
    public <R> SelectionQuery<R> createSelectionQuery(CriteriaQuery<R> criteria) {
        return criteria(RoutedCriteria.real(criteria), SelectionQuery.class,
                (session, real) -> session.createSelectionQuery(real));
    }

    @Override
    public <R> SelectionQuery<R> createSelectionQuery(String hql, Class<R> result) {
        return text(hql, result, SelectionQuery.class, session -> session.createSelectionQuery(hql, result));
    }

    @Override
    public <R> SelectionQuery<R> createSelectionQuery(String hql, EntityGraph<R> graph) {
        return text(hql, root(graph), SelectionQuery.class, session -> session.createSelectionQuery(hql, graph));
    }

    @Override
    public NativeQuery getNamedNativeQuery(String name) {
        return named(name, NativeQuery.class, session -> session.getNamedNativeQuery(name));
    }

    @Override
    public NativeQuery getNamedNativeQuery(String name, String mapping) {
        return named(name, NativeQuery.class, session -> session.getNamedNativeQuery(name, mapping));
    }

    @Override
    public Query getNamedQuery(String name) {
        return named(name, Query.class, session -> session.getNamedQuery(name));
    }

    private static @Nullable Class<?> root(EntityGraph<?> graph) {
        return graph instanceof RootGraph<?> root ? root.getGraphedType().getJavaType() : null;
    }
}
