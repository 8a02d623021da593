package dev.rowhouse.route;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.metamodel.model.domain.EntityDomainType;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.sqm.tree.SqmNode;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.jspecify.annotations.Nullable;

/**
 * The builder of criteria for several engines: hands each call on to the builder of the engine that it is about, because
 * functions, types and dialects are that one's own. It is, the first of these that says something:
 *
 * <ol>
 * <li>the engine that the piece of work was told to be on;
 * <li>the engine of the roots, paths and expressions among the arguments;
 * <li>the engine of the entity whose class is among the arguments, or of a text in HQL;
 * <li>the engine that the builder was used for before, if that was one alone;
 * <li>for parameters, literals and empty conditions: any.
 * </ol>
 *
 * <p>A query of which no entity is known yet ({@code createTupleQuery()}, {@code createQuery(Long.class)}) is a {@link
 * RoutedCriteria} until its first {@code from}.
 *
 * <p>Made for one query, or for those of one engine. Many threads may use it, but those that use it for different engines
 * soon have to say with roots which one they mean.
 */
final class RoutedBuilder implements InvocationHandler {
    /** What every engine makes alike. */
    private static final Set<String> NEUTRAL = Set.of("parameter", "listParameter", "literal", "literals", "value",
            "values", "nullLiteral", "conjunction", "disjunction");

    private final Router router;
    private final Destinations destinations;
    private final Remembered neutral = new Remembered();
    private final Set<Destination> used = ConcurrentHashMap.newKeySet();

    private RoutedBuilder(Router router, Destinations destinations) {
        this.router = router;
        this.destinations = destinations;
    }

    static HibernateCriteriaBuilder of(Router router, Destinations destinations) {
        return (HibernateCriteriaBuilder) Proxy.newProxyInstance(HibernateCriteriaBuilder.class.getClassLoader(),
                new Class<?>[]{HibernateCriteriaBuilder.class}, new RoutedBuilder(router, destinations));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return Calls.ofObject(proxy, method, arguments);
        }
        var real = RoutedCriteria.allReal(arguments);
        var engine = engineOf(method, real);
        if (engine != null) {
            return call(engine, method, real);
        }
        if (method.getName().equals("createQuery") || method.getName().equals("createTupleQuery")) {
            return RoutedCriteria.of(this, method, real);
        }
        if (used.size() == 1) {
            return call(used.iterator().next(), method, real);
        }
        boolean isNeutral = NEUTRAL.contains(method.getName()) || hasNode(Arrays.asList(real));
        if (!isNeutral || router.engines().isEmpty()) {
            throw router.refusals().unsettled(method.getName());
        }
        var made = Calls.call(method, router.engines().getFirst().factory().getCriteriaBuilder(), real);
        if (made != null) {
            neutral.add(made);
        }
        return made;
    }

    /** What the builder of an engine makes. */
    @Nullable
    Object call(Destination engine, Method method, @Nullable Object[] arguments) throws Throwable {
        if (destinations.named() == null) {
            used.add(engine);
        }
        return Calls.call(method, engine.factory().getCriteriaBuilder(), arguments);
    }

    /** The engine that a call is about, by what the app says and by the arguments; null if they don't tell. */
    @Nullable
    Destination engineOf(Method method, @Nullable Object[] arguments) {
        var named = destinations.named();
        if (named != null) {
            return named;
        }
        var found = new LinkedHashMap<Destination, String>();
        addEngines(found, Arrays.asList(arguments));
        if (found.size() > 1) {
            throw router.refusals().different(found);
        }
        if (!found.isEmpty()) {
            return found.keySet().iterator().next();
        }
        if (arguments.length > 1 && method.getName().equals("createQuery") && arguments[0] instanceof String hql) {
            return router.ofText(hql, (Class<?>) arguments[1]);
        }
        boolean isRoot = method.getName().equals("from");
        for (var argument : arguments) {
            if (argument instanceof Class<?> type && (isRoot || router.isEntity(type))) {
                return router.of(type);
            }
        }
        return null;
    }

    /** Adds the engines that made some arguments, by what they are. */
    private void addEngines(Map<Destination, String> found, Collection<? extends @Nullable Object> arguments) {
        for (var argument : arguments) {
            switch (argument) {
                case SqmNode node when !neutral.has(node) -> found.put(maker(node.nodeBuilder()), name(node));
                case EntityDomainType<?> type -> found.put(maker(type), type.getHibernateEntityName());
                case Object[] several -> addEngines(found, Arrays.asList(several));
                case Collection<?> several -> addEngines(found, several);
                case null, default -> {
                }
            }
        }
    }

    private static String name(SqmNode node) {
        return switch (node) {
            case SqmPath<?> path -> path.getNavigablePath().getFullPath();
            case SqmStatement<?> statement -> String.join(" and ", CriteriaEntities.of(statement));
            default -> node.getClass().getSimpleName();
        };
    }

    private Destination maker(Object builder) {
        for (var engine : router.engines()) {
            if (engine.factory().getCriteriaBuilder().equals(builder)) {
                return engine;
            }
        }
        throw router.refusals().foreign("these criteria");
    }

    private Destination maker(EntityDomainType<?> type) {
        for (var engine : router.engines()) {
            if (type.equals(engine.factory().getJpaMetamodel().findEntityType(type.getHibernateEntityName()))) {
                return engine;
            }
        }
        throw router.refusals().foreign("these entity types");
    }

    private static boolean hasNode(Collection<? extends @Nullable Object> arguments) {
        for (var argument : arguments) {
            boolean has = switch (argument) {
                case SqmNode _ -> true;
                case Object[] several -> hasNode(Arrays.asList(several));
                case Collection<?> several -> hasNode(several);
                case null, default -> false;
            };
            if (has) {
                return true;
            }
        }
        return false;
    }

    Router router() {
        return router;
    }
}
