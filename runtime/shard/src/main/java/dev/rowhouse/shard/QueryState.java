package dev.rowhouse.shard;

import org.hibernate.query.spi.MutableQueryOptions;
import org.hibernate.query.spi.QueryParameterBinding;
import org.hibernate.query.spi.QueryParameterImplementor;
import org.hibernate.query.spi.SqmQuery;
import org.hibernate.query.sqm.internal.AbstractSqmSelectionQuery;
import org.hibernate.query.sqm.internal.SqmQueryImpl;
import org.hibernate.query.sqm.tree.expression.JpaCriteriaParameter;
import org.hibernate.query.sqm.tree.expression.SqmJpaCriteriaParameterWrapper;
import org.jspecify.annotations.Nullable;

/** Gives a query what was set in another one: the values of parameters, and all that says how it is executed. */
final class QueryState {
    private QueryState() {}

    /** Whether a query has no text, so that only its tree says what it asks. */
    static boolean isCriteria(AbstractSqmSelectionQuery<?> query) {
        return SqmQueryImpl.CRITERIA_HQL_STRING.equals(text(query));
    }

    /** The text of a query, or what Hibernate puts in its place. */
    static String text(AbstractSqmSelectionQuery<?> query) {
        return query instanceof SqmQuery<?> known ? known.getQueryString() : "";
    }

    /** Gives parameters their values, those that the other query has. */
    static void copyParameters(AbstractSqmSelectionQuery<?> from, AbstractSqmSelectionQuery<?> to) {
        for (var parameter : to.getParameterMetadata().getRegistrations()) {
            var target = (QueryParameterImplementor<?>) parameter;
            var source = source(from, to, target);
            if (source != null && source.isBound()) {
                copy(source, to.getQueryParameterBindings().getBinding(target));
            }
        }
    }

    private static @Nullable QueryParameterBinding<?> source(
            AbstractSqmSelectionQuery<?> from,
            AbstractSqmSelectionQuery<?> to,
            QueryParameterImplementor<?> parameter) {
        if (parameter.getName() != null) {
            return from.getQueryParameterBindings().getBinding(parameter.getName());
        }
        if (parameter.getPosition() != null) {
            return from.getQueryParameterBindings().getBinding((int) parameter.getPosition());
        }
        // Criteria parameters without names are counted in the order in which they are found, which differs in another tree.
        for (var each : to.getDomainParameterXref().getSqmParameters(parameter)) {
            if (each instanceof SqmJpaCriteriaParameterWrapper<?> wrapper) {
                return criteriaBinding(from, wrapper.getJpaCriteriaParameter());
            }
        }
        return null;
    }

    private static @Nullable QueryParameterBinding<?> criteriaBinding(
            AbstractSqmSelectionQuery<?> from,
            JpaCriteriaParameter<?> parameter) {
        var references = from.getDomainParameterXref();
        var known = references.getParameterResolutions().getJpaCriteriaParamResolutions().get(parameter);
        return known == null ? null : from.getQueryParameterBindings().getBinding(references.getQueryParameter(known));
    }

    @SuppressWarnings("unchecked") // The value of a parameter is of its type, in both.
    private static void copy(QueryParameterBinding<?> from, QueryParameterBinding<?> to) {
        var target = (QueryParameterBinding<Object>) to;
        var source = (QueryParameterBinding<Object>) from;
        var precision = source.getExplicitTemporalPrecision();
        if (source.isMultiValued()) {
            if (precision != null) {
                target.setBindValues(source.getBindValues(), precision);
            } else if (source.getBindType() != null) {
                target.setBindValues(source.getBindValues(), source.getBindType());
            } else {
                target.setBindValues(source.getBindValues());
            }
        } else if (precision != null) {
            target.setBindValue(source.getBindValue(), precision);
        } else if (source.getBindType() != null) {
            target.setBindValue(source.getBindValue(), source.getBindType());
        } else {
            target.setBindValue(source.getBindValue());
        }
    }

    /**
     * Sets how a query is executed. What is made of its rows and which of them count is left to the caller.
     */
    @SuppressWarnings("removal") // Hibernate itself reads the options of a lock in no other way.
    static void copyOptions(MutableQueryOptions from, MutableQueryOptions to) {
        to.setFlushMode(from.getFlushMode());
        to.setCacheRetrieveMode(from.getCacheRetrieveMode());
        to.setCacheStoreMode(from.getCacheStoreMode());
        if (from.isResultCachingEnabled() != null) {
            to.setResultCachingEnabled(from.isResultCachingEnabled());
        }
        to.setResultCacheRegionName(from.getResultCacheRegionName());
        if (from.getTimeout() != null) {
            to.setTimeout(from.getTimeout());
        }
        if (from.getFetchSize() != null) {
            to.setFetchSize(from.getFetchSize());
        }
        if (from.isReadOnly() != null) {
            to.setReadOnly(from.isReadOnly());
        }
        to.setComment(from.getComment());
        from.getDatabaseHints().forEach(to::addDatabaseHint);
        if (from.getEnabledFetchProfiles() != null) {
            from.getEnabledFetchProfiles().forEach(to::enableFetchProfile);
        }
        if (from.getDisabledFetchProfiles() != null) {
            from.getDisabledFetchProfiles().forEach(to::disableFetchProfile);
        }
        if (from.getAppliedGraph() != null && from.getAppliedGraph().getGraph() != null) {
            to.applyGraph(from.getAppliedGraph().getGraph(), from.getAppliedGraph().getSemantic());
        }
        to.getLockOptions().overlay(from.getLockOptions());
    }

    /** Sets what is made of the rows of a query, and which of them count. */
    static void copyResult(MutableQueryOptions from, MutableQueryOptions to) {
        if (from.getLimit().getFirstRow() != null) {
            to.getLimit().setFirstRow(from.getLimit().getFirstRow());
        }
        if (from.getLimit().getMaxRows() != null) {
            to.getLimit().setMaxRows(from.getLimit().getMaxRows());
        }
        to.setTupleTransformer(from.getTupleTransformer());
        to.setResultListTransformer(from.getResultListTransformer());
    }
}
