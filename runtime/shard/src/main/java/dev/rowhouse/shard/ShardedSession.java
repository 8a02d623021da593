package dev.rowhouse.shard;

import dev.rowhouse.route.ChoosingSession;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.FindOption;
import jakarta.persistence.metamodel.Metamodel;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.IdentifierLoadAccess;
import org.hibernate.KeyType;
import org.hibernate.LobHelper;
import org.hibernate.MultiIdentifierLoadAccess;
import org.hibernate.NaturalIdLoadAccess;
import org.hibernate.NaturalIdMultiLoadAccess;
import org.hibernate.Session;
import org.hibernate.SimpleNaturalIdLoadAccess;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.graph.Graph;
import org.hibernate.metamodel.model.domain.EntityDomainType;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.sqm.internal.AbstractSqmSelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * A session over all shards of an engine: leads what is about one row to the shard that has it, and asks the shards together what is
 * about rows of several.
 *
 * <p>What the app makes before it is known where it belongs (queries, graphs) is made by a session of no database. For the thread
 * whose work it is, like the sessions that it stands for.
 */
@SuppressWarnings({"serial", "deprecation", "removal"}) // As in what it extends.
public final class ShardedSession extends ChoosingSession {
    private final ShardedEngine engine;
    private final ShardSessions sessions;
    private final List<Consumer<Session>> settings = new ArrayList<>();
    private final IdentityHashMap<Session, Integer> set = new IdentityHashMap<>();
    private @Nullable Session unbound;

    ShardedSession(ShardedEngine engine, ShardSessions sessions) {
        this.engine = engine;
        this.sessions = sessions;
    }

    /**
     * The session on the shard that a key leads to.
     *
     * @param key the value of the attribute that decides
     * @throws IllegalArgumentException if it is of another type, or leads to none
     */
    public Session onKey(Object key) {
        model();
        return session(engine.shardOf(key));
    }

    /** The session on a shard, set as this one is. */
    private Session session(String shard) {
        var session = sessions.session(shard);
        int done = set.getOrDefault(session, 0);
        settings.subList(done, settings.size()).forEach(setting -> setting.accept(session));
        set.put(session, settings.size());
        return session;
    }

    /** What the shards have in common; if none was opened yet, one is. */
    private ShardedModel model() {
        var known = engine.knownModel();
        if (known.isPresent()) {
            return known.get();
        }
        RuntimeException failure = null;
        for (var shard : engine.shards()) {
            try {
                session(shard);
                return engine.model();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        throw failure == null ? new IllegalStateException(engine.label() + ": it has no shards") : failure;
    }

    /** A session of no database, for what is only prepared. */
    private Session unbound() {
        var known = unbound;
        if (known == null || !known.isOpen()) {
            known = model().factory().withOptions().tenantIdentifier((Object) engine).openSession();
            unbound = known;
        }
        return known;
    }

    private UnsupportedOperationException refusal(String what) {
        return new UnsupportedOperationException(
                "%s: %s; name one with work.on(\"%s\", key)".formatted(engine.label(), what, engine.name()));
    }

    @Override
    protected Session only(String operation) {
        throw refusal(operation.endsWith("ransaction") ? operation
                + " is for one database, and this session is on several: transactions over all are Work.inTransaction's"
                : operation + " is for one database, and this session is on several");
    }

    @Override
    protected void set(String operation, Consumer<Session> setting) {
        settings.add(setting);
        setting.accept(unbound());
        open().forEach(session -> {
            int done = set.getOrDefault(session, 0);
            settings.subList(done, settings.size()).forEach(each -> each.accept(session));
            set.put(session, settings.size());
        });
    }

    @Override
    protected Session setting(String operation) {
        return unbound();
    }

    @Override
    public boolean isOpen() {
        return sessions.isOpen();
    }

    @Override
    public void close() {
        if (unbound != null) {
            unbound.close();
        }
        super.close();
    }

    @Override
    protected List<Session> open() {
        return sessions.open();
    }

    @Override
    public HibernateCriteriaBuilder getCriteriaBuilder() {
        return unbound().getCriteriaBuilder();
    }

    @Override
    public Metamodel getMetamodel() {
        return unbound().getMetamodel();
    }

    @Override
    public LobHelper getLobHelper() {
        return unbound().getLobHelper();
    }

    @Override
    public Object getDelegate() {
        return this;
    }

    // Rows by type and id.

    private ShardedEntity entity(Class<?> type) {
        var model = model();
        return model.entity(model.factory().getMappingMetamodel().getEntityDescriptor(type));
    }

    private ShardedEntity entity(String name) {
        var model = model();
        var imported = model.factory().getMappingMetamodel().getImportedName(name);
        return model
                .entity(model.factory().getMappingMetamodel().getEntityDescriptor(imported == null ? name : imported));
    }

    private ShardedEntity entity(EntityGraph<?> graph) {
        if (graph instanceof Graph<?> known && known.getGraphedType() instanceof EntityDomainType<?> type) {
            return entity(type.getHibernateEntityName());
        }
        throw new IllegalArgumentException("a graph that is of no entity");
    }

    private RowSearch search() {
        return new RowSearch(engine, model(), this::session, sessions);
    }

    @Override
    protected Session finding(Class<?> type, Object id) {
        return search().finding(entity(type), id);
    }

    @Override
    protected Session finding(String name, Object id) {
        return search().finding(entity(name), id);
    }

    @Override
    protected Session ofType(Class<?> type) {
        return unbound();
    }

    @Override
    protected Session ofName(String name) {
        return unbound();
    }

    @Override
    protected Session ofGraph(EntityGraph<?> graph) {
        return unbound();
    }

    @Override
    protected Session ofGraphName(String name) {
        return unbound();
    }

    @Override
    public <T> T find(Class<T> type, Object id, FindOption... options) {
        refuseNatural(options);
        return super.find(type, id, options);
    }

    @Override
    public Object find(String name, Object id, FindOption... options) {
        refuseNatural(options);
        return super.find(name, id, options);
    }

    @Override
    public <T> T find(EntityGraph<T> graph, Object id, FindOption... options) {
        refuseNatural(options);
        return search().finding(entity(graph), id).find(graph, id, options);
    }

    private void refuseNatural(FindOption... options) {
        for (var option : options) {
            if (option == KeyType.NATURAL) {
                throw refusal("a natural id doesn't tell the shard of its row");
            }
        }
    }

    @Override
    public <E> List<E> findMultiple(Class<E> type, List<?> ids, FindOption... options) {
        refuseNatural(options);
        return search().several(entity(type), ids,
                (session, some) -> session.findMultiple(type, some, RowSearch.ordered(options)));
    }

    @Override
    public <E> List<E> findMultiple(EntityGraph<E> graph, List<?> ids, FindOption... options) {
        refuseNatural(options);
        return search().several(entity(graph), ids,
                (session, some) -> session.findMultiple(graph, some, RowSearch.ordered(options)));
    }

    @Override
    public <T> IdentifierLoadAccess<T> byId(Class<T> type) {
        return LoadAccess.byId(() -> search(), entity(type), session -> session.byId(type));
    }

    @Override
    public <T> IdentifierLoadAccess<T> byId(String name) {
        return LoadAccess.byId(() -> search(), entity(name), session -> session.byId(name));
    }

    @Override
    public <T> MultiIdentifierLoadAccess<T> byMultipleIds(Class<T> type) {
        return LoadAccess.byMultipleIds(() -> search(), entity(type), session -> session.byMultipleIds(type));
    }

    @Override
    public <T> MultiIdentifierLoadAccess<T> byMultipleIds(String name) {
        return LoadAccess.byMultipleIds(() -> search(), entity(name), session -> session.byMultipleIds(name));
    }

    @Override
    public <T> NaturalIdLoadAccess<T> byNaturalId(Class<T> type) {
        return LoadAccess.byNaturalId(entity(type), key -> onKey(key).byNaturalId(type), this::refusal);
    }

    @Override
    public <T> NaturalIdLoadAccess<T> byNaturalId(String name) {
        return LoadAccess.byNaturalId(entity(name), key -> onKey(key).byNaturalId(name), this::refusal);
    }

    @Override
    public <T> SimpleNaturalIdLoadAccess<T> bySimpleNaturalId(Class<T> type) {
        throw refusal("a natural id doesn't tell the shard of its row");
    }

    @Override
    public <T> SimpleNaturalIdLoadAccess<T> bySimpleNaturalId(String name) {
        throw refusal("a natural id doesn't tell the shard of its row");
    }

    @Override
    public <T> NaturalIdMultiLoadAccess<T> byMultipleNaturalId(Class<T> type) {
        throw refusal("natural ids don't tell the shards of their rows");
    }

    @Override
    public <T> NaturalIdMultiLoadAccess<T> byMultipleNaturalId(String name) {
        throw refusal("natural ids don't tell the shards of their rows");
    }

    // Rows as instances.

    @Override
    @SuppressWarnings("ReferenceEquality") // A proxy knows its session itself.
    protected @Nullable Session holder(Object instance) {
        for (var session : open()) {
            var known = session.unwrap(SessionImplementor.class);
            boolean holds = instance instanceof HibernateProxy proxy
                    ? proxy.getHibernateLazyInitializer().getSession() == known
                    : known.getPersistenceContextInternal().getEntry(instance) != null;
            if (holds) {
                return session;
            }
        }
        return null;
    }

    @Override
    protected Session into(Object instance) {
        return into(entityOf(instance), instance);
    }

    @Override
    protected Session into(String name, Object instance) {
        return into(entity(name), instance);
    }

    private ShardedEntity entityOf(Object instance) {
        return model().entity(unbound().unwrap(SessionImplementor.class).getEntityPersister(null, instance));
    }

    private Session into(ShardedEntity entity, Object instance) {
        var holder = holder(instance);
        if (holder != null) {
            return holder;
        }
        var model = model();
        var key = model.keyOf(entity, instance);
        if (key.isPresent()) {
            return onKey(key.get());
        }
        var id = entity.entity().getIdentifierMapping().getIdentifier(instance);
        var exact = id == null ? Optional.<String>empty() : model.exact(entity, id);
        if (exact.isPresent()) {
            return session(exact.get());
        }
        if (entity.choosesKey()) {
            // Whichever it is, it makes an id that leads to it.
            return session(model.layout().ofSlot(ThreadLocalRandom.current().nextInt(Layout.SLOTS)));
        }
        throw new IllegalArgumentException(
                "%s, entity '%s': '%s' is null%s, so nothing tells which shard the row belongs to; set it before it is persisted"
                        .formatted(engine.label(), entity.name(), entity.key().path(), entity.key().orUnsaved()));
    }

    // Queries.

    @Override
    protected <Q extends CommonQueryContract> Q text(
            String hql,
            @Nullable Class<?> result,
            Class<? super Q> kind,
            Function<Session, Q> maker) {
        return query(kind, maker);
    }

    @Override
    protected <C, Q extends CommonQueryContract> Q criteria(
            C criteria,
            Class<? super Q> kind,
            BiFunction<Session, C, Q> maker) {
        return query(kind, session -> maker.apply(session, criteria));
    }

    @Override
    protected <Q extends CommonQueryContract> Q named(String name, Class<? super Q> kind, Function<Session, Q> maker) {
        return query(kind, maker);
    }

    @Override
    protected <Q extends CommonQueryContract> Q sql(
            String operation,
            @Nullable Class<?> result,
            @Nullable String mapping,
            Class<? super Q> kind,
            Function<Session, Q> maker) {
        throw refusal("SQL doesn't tell which shards it is meant for");
    }

    private <Q extends CommonQueryContract> Q query(Class<? super Q> kind, Function<Session, Q> maker) {
        if (!(maker.apply(unbound()) instanceof AbstractSqmSelectionQuery<?> query)) {
            throw refusal("SQL doesn't tell which shards it is meant for");
        }
        return ShardedQuery.create(engine, this, this::session, query, kind, maker);
    }
}
