package dev.rowhouse.route;

import dev.rowhouse.engine.OwnerCheck;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.LockModeType;
import jakarta.persistence.LockOption;
import jakarta.persistence.RefreshOption;
import jakarta.persistence.metamodel.EntityType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.LockOptions;
import org.hibernate.ReplicationMode;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The part of a {@link ChoosingSession} that is given an instance of an entity. */
@SuppressWarnings({"serial", "deprecation", "removal"}) // As in what it extends.
abstract class ChoosingByInstance extends ChoosingByType {
    /**
     * The session that has an instance in its hands, managed or removed, or as a proxy; null if none of those that are
     * open has. Never loads a proxy.
     */
    protected abstract @Nullable Session holder(Object entity);

    /**
     * The session that the state of an instance belongs to, whoever holds the instance.
     *
     * @throws RuntimeException if there is none, or several and nothing decides between them
     */
    protected abstract Session into(Object entity);

    /** The session that the state of an instance belongs to, as an entity of that name. */
    protected abstract Session into(String entityName, Object entity);

    /**
     * The sessions that were opened so far, which is where everything is that is not written yet. None is opened for this.
     */
    protected abstract List<Session> open();

    /** Where an operation on the instance itself belongs: with who holds it, or else where its state belongs. */
    protected final Session at(Object entity) {
        var holder = holder(entity);
        return holder != null ? holder : into(entity);
    }

    private Session at(String entityName, Object entity) {
        var holder = holder(entity);
        return holder != null ? holder : into(entityName, entity);
    }

    private <E> Collection<E> ofAll(Function<Session, Collection<E>> some) {
        var all = new ArrayList<E>();
        for (var session : open()) {
            // Hibernate fails to tell that a session holds nothing.
            if (Entity.isAnyHeld(session)) {
                all.addAll(some.apply(session));
            }
        }
        return all;
    }

    @Override
    public boolean contains(Object entity) {
        var holder = holder(entity);
        return holder != null && holder.contains(entity);
    }

    @Override
    public boolean contains(String entityName, Object entity) {
        var holder = holder(entity);
        return holder != null && holder.contains(entityName, entity);
    }

    @Override
    public void detach(Object entity) {
        at(entity).detach(entity);
    }

    @Override
    public void evict(Object entity) {
        at(entity).evict(entity);
    }

    @Override
    public LockMode getCurrentLockMode(Object entity) {
        return at(entity).getCurrentLockMode(entity);
    }

    @Override
    public String getEntityName(Object entity) {
        return at(entity).getEntityName(entity);
    }

    @Override
    public Object getIdentifier(Object entity) {
        return at(entity).getIdentifier(entity);
    }

    @Override
    public LockModeType getLockMode(Object entity) {
        return at(entity).getLockMode(entity);
    }

    @Override
    public Collection<?> getManagedEntities() {
        return ofAll(session -> session.getManagedEntities());
    }

    @Override
    public <E> Collection<E> getManagedEntities(Class<E> type) {
        return ofAll(session -> session.getManagedEntities(type));
    }

    @Override
    public Collection<?> getManagedEntities(String entityName) {
        return ofAll(session -> session.getManagedEntities(entityName));
    }

    @Override
    public <E> Collection<E> getManagedEntities(EntityType<E> type) {
        return ofAll(session -> session.getManagedEntities(type));
    }

    @Override
    public <T> T getReference(T entity) {
        var session = at(entity);
        OwnerCheck.check(session, entity, "getReference");
        return session.getReference(entity);
    }

    @Override
    public boolean isReadOnly(Object entity) {
        return at(entity).isReadOnly(entity);
    }

    @Override
    public void load(Object entity, Object id) {
        into(entity).load(entity, id);
    }

    @Override
    public void lock(Object entity, LockModeType mode) {
        at(entity).lock(entity, mode);
    }

    @Override
    public void lock(Object entity, LockMode mode) {
        at(entity).lock(entity, mode);
    }

    @Override
    public void lock(Object entity, LockOptions options) {
        at(entity).lock(entity, options);
    }

    @Override
    public void lock(Object entity, LockModeType mode, LockOption... options) {
        at(entity).lock(entity, mode, options);
    }

    @Override
    public void lock(Object entity, LockModeType mode, Map<String, Object> properties) {
        at(entity).lock(entity, mode, properties);
    }

    @Override
    public void lock(Object entity, LockMode mode, LockOption... options) {
        at(entity).lock(entity, mode, options);
    }

    @Override
    public <T> T merge(T entity) {
        return into(entity).merge(entity);
    }

    @Override
    public <T> T merge(T entity, EntityGraph<? super T> graph) {
        return into(entity).merge(entity, graph);
    }

    @Override
    public <T> T merge(String entityName, T entity) {
        return into(entityName, entity).merge(entityName, entity);
    }

    @Override
    public void persist(Object entity) {
        at(entity).persist(entity);
    }

    @Override
    public void persist(String entityName, Object entity) {
        at(entityName, entity).persist(entityName, entity);
    }

    @Override
    public void refresh(Object entity) {
        at(entity).refresh(entity);
    }

    @Override
    public void refresh(Object entity, RefreshOption... options) {
        at(entity).refresh(entity, options);
    }

    @Override
    public void refresh(Object entity, LockModeType mode) {
        at(entity).refresh(entity, mode);
    }

    @Override
    public void refresh(Object entity, LockOptions options) {
        at(entity).refresh(entity, options);
    }

    @Override
    public void refresh(Object entity, Map<String, Object> properties) {
        at(entity).refresh(entity, properties);
    }

    @Override
    public void refresh(Object entity, LockModeType mode, Map<String, Object> properties) {
        at(entity).refresh(entity, mode, properties);
    }

    @Override
    public void remove(Object entity) {
        at(entity).remove(entity);
    }

    @Override
    public void replicate(Object entity, ReplicationMode mode) {
        into(entity).replicate(entity, mode);
    }

    @Override
    public void replicate(String entityName, Object entity, ReplicationMode mode) {
        into(entityName, entity).replicate(entityName, entity, mode);
    }

    @Override
    public void setReadOnly(Object entity, boolean readOnly) {
        at(entity).setReadOnly(entity, readOnly);
    }
}
