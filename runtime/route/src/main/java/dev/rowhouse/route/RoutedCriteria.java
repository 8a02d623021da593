package dev.rowhouse.route;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.jspecify.annotations.Nullable;

/**
 * A query of criteria that was begun before it was known which engine it is for. The first root tells; then the query is
 * made by that engine's builder, what was said before is said to it again, and so is all that follows.
 *
 * <p>For one thread.
 */
public final class RoutedCriteria implements InvocationHandler {
    private static final Object[] NOTHING = {};

    private final RoutedBuilder builder;
    private final Call maker;
    private final List<Call> before = new ArrayList<>();
    private @Nullable Object real;

    private RoutedCriteria(RoutedBuilder builder, Call maker) {
        this.builder = builder;
        this.maker = maker;
    }

    /** A query that a call of the builder begins. */
    static JpaCriteriaQuery<?> of(RoutedBuilder builder, Method method, @Nullable Object[] arguments) {
        return (JpaCriteriaQuery<?>) Proxy.newProxyInstance(JpaCriteriaQuery.class.getClassLoader(),
                new Class<?>[]{JpaCriteriaQuery.class},
                new RoutedCriteria(builder, new Call(method, Arrays.asList(arguments))));
    }

    /**
     * What stands behind a stand-in; anything else is itself. For sessions that pass criteria on to Hibernate.
     *
     * @throws dev.rowhouse.spi.NoEngineException if its query has no root yet
     */
    @SuppressWarnings("unchecked") // What stands behind is of the same interfaces.
    public static <T extends @Nullable Object> T real(T given) {
        if (given != null && Proxy.isProxyClass(given.getClass())
                && Proxy.getInvocationHandler(given) instanceof RoutedCriteria criteria) {
            if (criteria.real == null) {
                throw criteria.builder.router().refusals().unsettled("this query");
            }
            return (T) criteria.real;
        }
        return given;
    }

    /** The same for arguments of a call, and for those in arrays and collections among them. */
    static @Nullable Object[] allReal(@Nullable Object @Nullable [] arguments) {
        if (arguments == null) {
            return NOTHING;
        }
        var all = arguments.clone();
        for (int i = 0; i < all.length; i++) {
            all[i] = switch (all[i]) {
                case Object[] several -> allReal(several);
                case List<?> several when several.stream().anyMatch(RoutedCriteria::stands) ->
                    several.stream().map(RoutedCriteria::real).toList();
                case null, default -> real(all[i]);
            };
        }
        return all;
    }

    private static boolean stands(Object argument) {
        return Proxy.isProxyClass(argument.getClass())
                && Proxy.getInvocationHandler(argument) instanceof RoutedCriteria;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return Calls.ofObject(proxy, method, arguments);
        }
        var call = new Call(method, Arrays.asList(allReal(arguments)));
        var query = real != null ? real : begin(call);
        if (query != null) {
            var result = call.on(query);
            return isSame(query, result) ? proxy : result;
        }
        if (!method.getReturnType().isAssignableFrom(JpaCriteriaQuery.class)) {
            throw builder.router().refusals().unsettled(method.getName());
        }
        before.add(call);
        return proxy;
    }

    @SuppressWarnings("ReferenceEquality") // A copy may be equal.
    private static boolean isSame(Object one, @Nullable Object other) {
        return one == other;
    }

    /** Makes the query if a call says for which engine. */
    private @Nullable Object begin(Call call) throws Throwable {
        var engine = builder.engineOf(call.method(), call.arguments().toArray());
        if (engine == null) {
            return null;
        }
        var query = Objects.requireNonNull(builder.call(engine, maker.method(), maker.arguments().toArray()));
        for (var earlier : before) {
            earlier.on(query);
        }
        real = query;
        return query;
    }

    private record Call(Method method, List<@Nullable Object> arguments) {
        @Nullable
        Object on(Object target) throws Throwable {
            return Calls.call(method, target, arguments.toArray());
        }
    }
}
