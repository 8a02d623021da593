package dev.rowhouse.engine;

import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;
import org.hibernate.event.spi.DirtyCheckEvent;
import org.hibernate.event.spi.DirtyCheckEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.EvictEvent;
import org.hibernate.event.spi.EvictEventListener;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;
import org.hibernate.event.spi.LockEvent;
import org.hibernate.event.spi.LockEventListener;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.event.spi.RefreshContext;
import org.hibernate.event.spi.RefreshEvent;
import org.hibernate.event.spi.RefreshEventListener;
import org.hibernate.event.spi.ReplicateEvent;
import org.hibernate.event.spi.ReplicateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * Remembers to which start the entities belong that come out of a mapping's sessions, and refuses what of another start is given to
 * one, before anything is asked of a database.
 *
 * <p>An entity belongs to the start whose session has loaded it or was given it, until it is {@linkplain EvictEvent detached} in
 * that start. Sessions whose engine has no {@link Owner} are let alone. There is deliberately no listener for deletions that are
 * carried out: with one, Hibernate would load each row before it deletes it.
 *
 * <p>Safe for use by many threads.
 */
@SuppressWarnings("deprecation") // Replicating is there as long as Hibernate has it.
final class OwnedObjects implements LoadEventListener, PostLoadEventListener, PersistEventListener, MergeEventListener,
        DeleteEventListener, RefreshEventListener, LockEventListener, ReplicateEventListener, EvictEventListener,
        FlushEventListener, AutoFlushEventListener, DirtyCheckEventListener, PreInsertEventListener,
        PreUpdateEventListener, PreUpsertEventListener {
    private static final long serialVersionUID = 1L;

    private final transient References references;

    private OwnedObjects(References references) {
        this.references = references;
    }

    /** Watches the sessions of a factory; to be called last, so that nothing happens before it looks. */
    static void watch(SessionFactory factory) {
        var real = factory.unwrap(SessionFactoryImplementor.class);
        var objects = new OwnedObjects(new References(real));
        var listeners = real.getEventEngine().getListenerRegistry();
        listeners.prependListeners(EventType.LOAD, objects);
        listeners.prependListeners(EventType.POST_LOAD, objects);
        listeners.prependListeners(EventType.PERSIST, objects);
        listeners.prependListeners(EventType.PERSIST_ONFLUSH, objects);
        listeners.prependListeners(EventType.MERGE, objects);
        listeners.appendListeners(EventType.MERGE, new Copies());
        listeners.prependListeners(EventType.DELETE, objects);
        listeners.prependListeners(EventType.REFRESH, objects);
        listeners.prependListeners(EventType.LOCK, objects);
        listeners.prependListeners(EventType.REPLICATE, objects);
        listeners.prependListeners(EventType.EVICT, objects);
        listeners.prependListeners(EventType.FLUSH, objects);
        listeners.prependListeners(EventType.AUTO_FLUSH, objects);
        listeners.prependListeners(EventType.DIRTY_CHECK, objects);
        listeners.prependListeners(EventType.PRE_INSERT, objects);
        listeners.prependListeners(EventType.PRE_UPDATE, objects);
        listeners.prependListeners(EventType.PRE_UPSERT, objects);
    }

    /** The copies that merging makes. */
    private static final class Copies implements MergeEventListener {
        private static final long serialVersionUID = 1L;

        @Override
        public void onMerge(MergeEvent event) {
            var engine = OwnerCheck.engine(event.getSession());
            if (engine != null && event.getResult() != null) {
                mark(engine, event.getResult());
            }
        }

        @Override
        public void onMerge(MergeEvent event, MergeContext copiedAlready) {
            onMerge(event);
        }
    }

    private static void mark(Engine engine, Object entity) {
        var owner = engine.owner();
        // A proxy knows whose it is, and what stands behind it is marked when it is loaded.
        if (owner != null && HibernateProxy.extractLazyInitializer(entity) == null) {
            engine.belongings().mark(entity, owner);
        }
    }

    /** The engine of a session that may be used here; null if nobody guards it. */
    private static @Nullable Engine engine(SharedSessionContractImplementor session) {
        var engine = OwnerCheck.engine(session);
        var owner = engine == null ? null : engine.owner();
        if (owner != null) {
            owner.requireHere();
        }
        return engine;
    }

    private static @Nullable Engine check(EventSource session, @Nullable Object object, String operation) {
        var engine = engine(session);
        if (engine != null && object != null) {
            OwnerCheck.check(engine, object, operation);
        }
        return engine;
    }

    /** Looks at an entity, and at those that it leads to. */
    private @Nullable Engine checkAll(
            EventSource session,
            @Nullable String name,
            @Nullable Object object,
            String operation) {
        var engine = check(session, object, operation);
        if (engine != null && object != null && HibernateProxy.extractLazyInitializer(object) == null) {
            var persister = persister(session, name, object);
            if (persister != null) {
                references.check(engine, persister, object, operation);
            }
        }
        return engine;
    }

    /** What maps an entity; null for what is none, which Hibernate refuses in its own words. */
    private static @Nullable EntityPersister persister(EventSource session, @Nullable String name, Object object) {
        var entity = name != null ? name
                : object instanceof Map<?, ?> row && row.get(Row.ENTITY) instanceof String mapped ? mapped
                        : object.getClass().getName();
        var known = session.getFactory().getMappingMetamodel().findEntityDescriptor(entity);
        return known == null || !known.isInstance(object) ? null
                : known.getSubclassEntityPersister(object, session.getFactory());
    }

    @Override
    public void onLoad(LoadEvent event, LoadType type) {
        engine(event.getSession());
    }

    @Override
    public void onPostLoad(PostLoadEvent event) {
        var engine = OwnerCheck.engine(event.getSession());
        var owner = engine == null ? null : engine.owner();
        if (engine != null && owner != null) {
            engine.belongings().markNew(event.getEntity(), owner);
        }
    }

    @Override
    public void onPersist(PersistEvent event) {
        var engine = checkAll(event.getSession(), event.getEntityName(), event.getObject(), "persist");
        if (engine != null && event.getObject() != null) {
            mark(engine, event.getObject());
        }
    }

    @Override
    public void onPersist(PersistEvent event, PersistContext createdAlready) {
        onPersist(event);
    }

    @Override
    public void onMerge(MergeEvent event) {
        checkAll(event.getSession(), event.getEntityName(), event.getOriginal(), "merge");
    }

    @Override
    public void onMerge(MergeEvent event, MergeContext copiedAlready) {
        onMerge(event);
    }

    @Override
    public void onDelete(DeleteEvent event) {
        check(event.getSession(), event.getObject(), "remove");
    }

    @Override
    public void onDelete(DeleteEvent event, DeleteContext transientEntities) {
        onDelete(event);
    }

    @Override
    public void onRefresh(RefreshEvent event) {
        check(event.getSession(), event.getObject(), "refresh");
    }

    @Override
    public void onRefresh(RefreshEvent event, RefreshContext refreshedAlready) {
        onRefresh(event);
    }

    @Override
    public void onLock(LockEvent event) {
        check(event.getSession(), event.getObject(), "lock");
    }

    @Override
    public void onReplicate(ReplicateEvent event) {
        var engine = checkAll(event.getSession(), event.getEntityName(), event.getObject(), "replicate");
        if (engine != null && event.getObject() != null) {
            mark(engine, event.getObject());
        }
    }

    /** Detaching is what makes a copy of an entity that others may have: it is done where the entity belongs. */
    @Override
    public void onEvict(EvictEvent event) {
        var object = event.getObject();
        var engine = check(event.getSession(), object, "detach");
        if (engine == null || object == null) {
            return;
        }
        engine.belongings().release(object);
        var proxied = HibernateProxy.extractLazyInitializer(object);
        if (proxied instanceof OwnedInitializer owned) {
            owned.release();
        }
        if (proxied != null && !proxied.isUninitialized()) {
            engine.belongings().release(proxied.getImplementation());
        }
    }

    @Override
    public void onFlush(FlushEvent event) {
        checkManaged(event.getSession());
    }

    @Override
    public void onAutoFlush(AutoFlushEvent event) {
        checkManaged(event.getSession());
    }

    @Override
    public void onDirtyCheck(DirtyCheckEvent event) {
        checkManaged(event.getSession());
    }

    /** What was put into entities that a session holds. Hibernate asks the database for rows that it doesn't know when it flushes. */
    private void checkManaged(EventSource session) {
        var engine = engine(session);
        var held = session.getPersistenceContextInternal();
        if (engine == null || held.getNumberOfManagedEntities() == 0) {
            return;
        }
        for (Map.Entry<Object, EntityEntry> entry : held.reentrantSafeEntityEntries()) {
            if (!entry.getValue().getStatus().isDeletedOrGone()) {
                references.check(engine, entry.getValue().getPersister(), entry.getKey(), "flush");
            }
        }
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        checkStateless(event.getSession(), event.getEntity(), "insert");
        return false;
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        checkStateless(event.getSession(), event.getEntity(), "update");
        return false;
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        checkStateless(event.getSession(), event.getEntity(), "upsert");
        return false;
    }

    /** A session without state tells of entities only when it writes them. */
    private static void checkStateless(
            SharedSessionContractImplementor session,
            @Nullable Object entity,
            String operation) {
        if (!(session instanceof EventSource) && entity != null) {
            var engine = engine(session);
            if (engine != null) {
                OwnerCheck.check(engine, entity, operation);
            }
        }
    }
}
