package dev.rowhouse.route;

import dev.rowhouse.engine.CheckedQuery;
import dev.rowhouse.spi.NoEngineException;
import jakarta.persistence.EntityGraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hibernate.Session;
import org.hibernate.graph.RootGraph;
import org.hibernate.metamodel.model.domain.EntityDomainType;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.sqm.UnknownEntityException;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.jspecify.annotations.Nullable;

/**
 * The session of an instance that has several engines: leads each operation to the engine that its entities are in.
 *
 * <p>The engine that a piece of work was told to be on counts alone. Otherwise an operation on an instance goes to the
 * session that holds the instance, if one does; everything else, and {@code merge} in any case, goes by the rules of
 * {@link dev.rowhouse.spi.Binds}. A query belongs to the engine of its entities, all of which must be in one. What
 * belongs to no entity is refused, with what to call instead; {@code flush}, {@code clear}, {@code close}, {@code
 * isDirty} and {@code getManagedEntities} mean all sessions that are open.
 *
 * <p>May be kept by many threads; what it does is done with the calling thread's sessions.
 */
@SuppressWarnings({"serial", "removal"}) // As in what it extends.
public final class RoutedSession extends ChoosingSession {
    private final Router router;
    private final Destinations destinations;
    private final @Nullable Destination sole;

    /**
     * A session that leads to some engines.
     *
     * @param router made for the same engines
     * @param destinations what the calling thread can reach
     */
    public RoutedSession(Router router, Destinations destinations) {
        this.router = router;
        this.destinations = destinations;
        var engines = router.engines();
        sole = engines.size() == 1 ? engines.getFirst() : null;
    }

    /** Where everything goes: the engine that was named, or the only one there is; null if that has to be found out. */
    private @Nullable Destination given() {
        var named = destinations.named();
        return named != null ? named : sole;
    }

    @Override
    protected Session finding(Class<?> type, Object id) {
        return ofType(type);
    }

    @Override
    protected Session finding(String entityName, Object id) {
        return ofName(entityName);
    }

    @Override
    protected Session ofType(Class<?> type) {
        var given = given();
        if (given == null) {
            return router.of(type).session();
        }
        if (!given.equals(sole)) {
            router.require(given, type);
        }
        return given.session();
    }

    @Override
    protected Session ofName(String entityName) {
        var given = given();
        if (given == null) {
            return router.ofName(entityName).session();
        }
        if (!given.equals(sole)) {
            router.require(given, entityName);
        }
        return given.session();
    }

    @Override
    protected Session ofGraph(EntityGraph<?> graph) {
        var given = given();
        if (!(graph instanceof RootGraph<?> root && root.getGraphedType() instanceof EntityDomainType<?> entity)) {
            throw router.refusals().foreign("these graphs");
        }
        Predicate<Destination> made = engine -> entity
                .equals(engine.factory().getJpaMetamodel().findEntityType(entity.getHibernateEntityName()));
        if (given != null && made.test(given)) {
            return given.session();
        }
        if (given == null) {
            for (var engine : router.engines()) {
                if (made.test(engine)) {
                    return engine.session();
                }
            }
        }
        throw router.refusals().foreign("these graphs");
    }

    @Override
    protected Session ofGraphName(String name) {
        return knowing("graph", name, engine -> engine.factory().findEntityGraphByName(name) != null, engine -> {
            var graph = (RootGraph<?>) engine.factory().findEntityGraphByName(name);
            return graph.getGraphedType() instanceof EntityDomainType<?> entity
                    ? router.decide(entity.getHibernateEntityName())
                    : null;
        }).session();
    }

    /** The engine that knows something by its name; of several the one that its entities belong to. */
    private Destination knowing(
            String what,
            String name,
            Predicate<Destination> knows,
            Function<Destination, @Nullable Decision> belongs) {
        var given = given();
        if (given != null) {
            return given;
        }
        var knowing = router.engines().stream().filter(knows).toList();
        if (knowing.size() == 1) {
            return knowing.getFirst();
        }
        for (var engine : knowing) {
            if (belongs.apply(engine) instanceof Decision.To(var its) && its.equals(engine)) {
                return engine;
            }
        }
        throw router.refusals().named(what, name, knowing);
    }

    @Override
    protected @Nullable Session holder(Object entity) {
        var named = destinations.named();
        if (named != null) {
            var session = named.session();
            return Entity.isHeld(session, entity) ? session : null;
        }
        var open = destinations.open();
        for (int i = 0; i < open.size(); i++) {
            if (Entity.isHeld(open.get(i), entity)) {
                return open.get(i);
            }
        }
        return null;
    }

    @Override
    public boolean contains(Object entity) {
        var holder = holder(entity);
        return holder == null ? lacks(entity) : holder.contains(entity);
    }

    @Override
    public boolean contains(String entityName, Object entity) {
        var holder = holder(entity);
        return holder == null ? lacks(entity) : holder.contains(entityName, entity);
    }

    /** False, for what some engine might hold. */
    private boolean lacks(Object entity) {
        var given = given();
        if (given != null) {
            return given.session().contains(entity);
        }
        var decision = hasName(entity) ? router.decide(Entity.name(entity, router.refusals()))
                : router.decide(entity.getClass());
        if (decision instanceof Decision.Unknown unknown) {
            throw new NoEngineException(unknown.message());
        }
        return false;
    }

    /** Whether an instance has to be asked for its name; a class may be an entity and a map at once. */
    private boolean hasName(Object entity) {
        return Entity.nameless(entity) && !router.isEntity(entity.getClass());
    }

    @Override
    protected Session into(Object entity) {
        return hasName(entity) ? ofName(Entity.name(entity, router.refusals())) : ofType(entity.getClass());
    }

    @Override
    protected Session into(String entityName, Object entity) {
        return entityName == null ? into(entity) : ofName(entityName);
    }

    @Override
    protected List<Session> open() {
        var named = destinations.named();
        return named != null ? List.of(named.session()) : destinations.open();
    }

    @Override
    protected Session only(String operation) {
        var given = given();
        if (given == null) {
            throw router.refusals().only(operation);
        }
        return given.session();
    }

    @Override
    public boolean isOpen() {
        return open().stream().allMatch(Session::isOpen);
    }

    @Override
    protected <Q extends CommonQueryContract> Q text(
            String hql,
            @Nullable Class<?> result,
            Class<? super Q> kind,
            Function<Session, Q> maker) {
        var given = given();
        if (given == null) {
            return checked(router.ofText(hql, result).session(), kind, maker);
        }
        try {
            return checked(given.session(), kind, maker);
        } catch (UnknownEntityException | IllegalArgumentException e) {
            requireEntity(given, e);
            throw e;
        }
    }

    /** Says in our words where an entity is that the engine doesn't know. */
    private void requireEntity(Destination engine, RuntimeException failure) {
        var unknown = failure instanceof UnknownEntityException ? failure : failure.getCause();
        if (unknown instanceof UnknownEntityException entity) {
            router.require(engine, entity.getEntityName());
        }
    }

    @Override
    protected <C, Q extends CommonQueryContract> Q criteria(
            C criteria,
            Class<? super Q> kind,
            BiFunction<Session, C, Q> maker) {
        return checked(made(criteria).session(), kind, session -> maker.apply(session, criteria));
    }

    /** The engine that criteria were made with. */
    private Destination made(Object criteria) {
        var given = given();
        if (given != null && given.equals(sole)) {
            return given;
        }
        if (!(criteria instanceof SqmStatement<?> statement)) {
            throw router.refusals().foreign("these criteria");
        }
        var made = given != null ? List.of(given) : router.engines();
        for (var engine : made) {
            if (engine.factory().getCriteriaBuilder().equals(statement.nodeBuilder())) {
                if (given == null) {
                    requireNoOther(engine, statement);
                }
                return engine;
            }
        }
        throw router.refusals().foreign("these criteria");
    }

    /** What an engine knows may still belong to another one. */
    private void requireNoOther(Destination engine, SqmStatement<?> statement) {
        var elsewhere = new LinkedHashMap<Destination, String>();
        for (var entity : CriteriaEntities.of(statement)) {
            if (router.decide(entity) instanceof Decision.To(var other) && !other.equals(engine)) {
                elsewhere.merge(other, entity, "%s, %s"::formatted);
            }
        }
        if (!elsewhere.isEmpty()) {
            throw router.refusals().foreignTo(engine, elsewhere);
        }
    }

    @Override
    public HibernateCriteriaBuilder getCriteriaBuilder() {
        var given = given();
        return given != null ? given.session().getCriteriaBuilder() : RoutedBuilder.of(router, destinations);
    }

    @Override
    protected <Q extends CommonQueryContract> Q named(String name, Class<? super Q> kind, Function<Session, Q> maker) {
        var engine = knowing("query", name, each -> {
            var queries = each.factory().getQueryEngine().getNamedObjectRepository();
            return queries.getSqmQueryMemento(name) != null || queries.getNativeQueryMemento(name) != null;
        }, each -> {
            var queries = each.factory().getQueryEngine().getNamedObjectRepository();
            var text = queries.getSqmQueryMemento(name);
            if (text != null) {
                return text.getSqmStatement() == null ? new Decision.To(router.ofText(text.getHqlString(), null))
                        : null;
            }
            var result = queries.getNativeQueryMemento(name).getResultType();
            return result != null && router.isEntity(result) ? router.decide(result) : null;
        });
        return checked(engine.session(), kind, maker);
    }

    @Override
    protected <Q extends CommonQueryContract> Q sql(
            String operation,
            @Nullable Class<?> result,
            @Nullable String mapping,
            Class<? super Q> kind,
            Function<Session, Q> maker) {
        var given = given();
        if (given == null && mapping != null) {
            given = knowing("mapping of results", mapping,
                    engine -> engine.factory()
                            .getQueryEngine()
                            .getNamedObjectRepository()
                            .getResultSetMappingMemento(mapping) != null,
                    _ -> null);
        }
        if (given == null && result != null && router.isEntity(result)) {
            given = router.of(result);
        }
        return checked(given == null ? only(operation) : given.session(), kind, maker);
    }

    private static <Q extends CommonQueryContract> Q checked(
            Session session,
            Class<? super Q> kind,
            Function<Session, Q> maker) {
        return CheckedQuery.of(session, maker.apply(session), kind);
    }
}
