package dev.rowhouse.engine;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.CommonQueryContract;
import org.jspecify.annotations.Nullable;

/**
 * A query that is refused when it was given an entity of another start. Hibernate takes the id out of an entity without a word
 * to anybody, so the query is looked at before each of its methods.
 *
 * <p>A stand-in for one of Hibernate's interfaces of queries. For the thread of the session.
 */
public final class CheckedQuery implements InvocationHandler {
    private final CommonQueryContract query;

    private CheckedQuery(CommonQueryContract query) {
        this.query = query;
    }

    /**
     * Makes one of a query that can be given entities; any other one is returned as it is.
     *
     * @param session that it is of; if that has no engine, or one without an owner, nothing is looked at
     * @param kind the interface that it is to have
     */
    public static <Q extends CommonQueryContract> Q of(Session session, Q query, Class<? super Q> kind) {
        if (!(session instanceof SharedSessionContractImplementor real) || OwnerCheck.engine(real) == null
                || !takesEntities(query)) {
            return query;
        }
        @SuppressWarnings("unchecked") // What is asked for is the interface itself.
        var made = (Q) Proxy.newProxyInstance(CheckedQuery.class.getClassLoader(), new Class<?>[]{kind},
                new CheckedQuery(query));
        return made;
    }

    private static boolean takesEntities(CommonQueryContract query) {
        var parameters = query.getParameterMetadata();
        if (parameters.getParameterCount() == 0) {
            return false;
        }
        for (var parameter : parameters.getParameters()) {
            Class<?> type = parameter.getParameterType();
            boolean plain = type != null && type != Object.class && !type.isInterface()
                    && (type.isPrimitive() || type.isEnum() || type.getName().startsWith("java."));
            if (!plain) {
                return true;
            }
        }
        return false;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // A stand-in is equal to itself.
    public @Nullable Object invoke(Object self, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "equals" -> {
                return arguments != null && self == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(self);
            }
            default -> OwnerCheck.check(query);
        }
        try {
            var result = method.invoke(query, arguments);
            return result == query && method.getReturnType().isInstance(self) ? self : result;
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
