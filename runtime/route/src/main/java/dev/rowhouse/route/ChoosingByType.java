package dev.rowhouse.route;

import jakarta.persistence.EntityGraph;
import jakarta.persistence.FindOption;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import org.hibernate.IdentifierLoadAccess;
import org.hibernate.LockMode;
import org.hibernate.LockOptions;
import org.hibernate.MultiIdentifierLoadAccess;
import org.hibernate.NaturalIdLoadAccess;
import org.hibernate.NaturalIdMultiLoadAccess;
import org.hibernate.Session;
import org.hibernate.SimpleNaturalIdLoadAccess;
import org.hibernate.graph.RootGraph;

/**
 * The part of a {@link ChoosingSession} that is told a type, a name or a graph: finding, references, natural ids, graphs.
 */
@SuppressWarnings({"serial", "deprecation", "removal"}) // Nobody serializes one; what is old in Hibernate's interface is led on too.
abstract class ChoosingByType implements Session {
    /**
     * The session that finds the row of a type by its id.
     *
     * @throws RuntimeException if none does, or several do and nothing decides between them
     */
    protected abstract Session finding(Class<?> type, Object id);

    /** The session that finds the row of an entity by its id; entities without a class have names alone. */
    protected abstract Session finding(String entityName, Object id);

    /** The session for a type where no id is known, or several are. */
    protected abstract Session ofType(Class<?> type);

    /** The session for an entity by its name, where no id is known. */
    protected abstract Session ofName(String entityName);

    /** The session that a graph can be used with: the one that knows the entity at its root. */
    protected abstract Session ofGraph(EntityGraph<?> graph);

    /** The session that knows a graph by its name. */
    protected abstract Session ofGraphName(String name);

    @Override
    public <T> IdentifierLoadAccess<T> byId(Class<T> type) {
        return ofType(type).byId(type);
    }

    @Override
    public <T> IdentifierLoadAccess<T> byId(String entityName) {
        return ofName(entityName).byId(entityName);
    }

    @Override
    public <T> MultiIdentifierLoadAccess<T> byMultipleIds(Class<T> type) {
        return ofType(type).byMultipleIds(type);
    }

    @Override
    public <T> MultiIdentifierLoadAccess<T> byMultipleIds(String entityName) {
        return ofName(entityName).byMultipleIds(entityName);
    }

    @Override
    public <T> NaturalIdMultiLoadAccess<T> byMultipleNaturalId(Class<T> type) {
        return ofType(type).byMultipleNaturalId(type);
    }

    @Override
    public <T> NaturalIdMultiLoadAccess<T> byMultipleNaturalId(String entityName) {
        return ofName(entityName).byMultipleNaturalId(entityName);
    }

    @Override
    public <T> NaturalIdLoadAccess<T> byNaturalId(Class<T> type) {
        return ofType(type).byNaturalId(type);
    }

    @Override
    public <T> NaturalIdLoadAccess<T> byNaturalId(String entityName) {
        return ofName(entityName).byNaturalId(entityName);
    }

    @Override
    public <T> SimpleNaturalIdLoadAccess<T> bySimpleNaturalId(Class<T> type) {
        return ofType(type).bySimpleNaturalId(type);
    }

    @Override
    public <T> SimpleNaturalIdLoadAccess<T> bySimpleNaturalId(String entityName) {
        return ofName(entityName).bySimpleNaturalId(entityName);
    }

    @Override
    public <T> RootGraph<T> createEntityGraph(Class<T> type) {
        return ofType(type).createEntityGraph(type);
    }

    @Override
    public RootGraph<?> createEntityGraph(String name) {
        return ofGraphName(name).createEntityGraph(name);
    }

    @Override
    public <T> RootGraph<T> createEntityGraph(Class<T> type, String name) {
        return ofType(type).createEntityGraph(type, name);
    }

    @Override
    public <T> T find(Class<T> type, Object id) {
        return finding(type, id).find(type, id);
    }

    @Override
    public Object find(String entityName, Object id) {
        return finding(entityName, id).find(entityName, id);
    }

    @Override
    public <T> T find(Class<T> type, Object id, FindOption... options) {
        return finding(type, id).find(type, id, options);
    }

    @Override
    public <T> T find(Class<T> type, Object id, LockModeType mode) {
        return finding(type, id).find(type, id, mode);
    }

    @Override
    public <T> T find(Class<T> type, Object id, Map<String, Object> properties) {
        return finding(type, id).find(type, id, properties);
    }

    @Override
    public Object find(String entityName, Object id, FindOption... options) {
        return finding(entityName, id).find(entityName, id, options);
    }

    @Override
    public <T> T find(EntityGraph<T> graph, Object id, FindOption... options) {
        return ofGraph(graph).find(graph, id, options);
    }

    @Override
    public <T> T find(Class<T> type, Object id, LockModeType mode, Map<String, Object> properties) {
        return finding(type, id).find(type, id, mode, properties);
    }

    @Override
    public <E> List<E> findMultiple(Class<E> type, List<?> ids, FindOption... options) {
        return ofType(type).findMultiple(type, ids, options);
    }

    @Override
    public <E> List<E> findMultiple(EntityGraph<E> graph, List<?> ids, FindOption... options) {
        return ofGraph(graph).findMultiple(graph, ids, options);
    }

    @Override
    public <T> T get(Class<T> type, Object id) {
        return finding(type, id).get(type, id);
    }

    @Override
    public Object get(String entityName, Object id) {
        return finding(entityName, id).get(entityName, id);
    }

    @Override
    public <T> T get(Class<T> type, Object id, LockMode mode) {
        return finding(type, id).get(type, id, mode);
    }

    @Override
    public <T> T get(Class<T> type, Object id, LockOptions options) {
        return finding(type, id).get(type, id, options);
    }

    @Override
    public Object get(String entityName, Object id, LockMode mode) {
        return finding(entityName, id).get(entityName, id, mode);
    }

    @Override
    public Object get(String entityName, Object id, LockOptions options) {
        return finding(entityName, id).get(entityName, id, options);
    }

    @Override
    public RootGraph<?> getEntityGraph(String name) {
        return ofGraphName(name).getEntityGraph(name);
    }

    @Override
    public <T> List<EntityGraph<? super T>> getEntityGraphs(Class<T> type) {
        return ofType(type).getEntityGraphs(type);
    }

    @Override
    public <T> T getReference(Class<T> type, Object id) {
        return finding(type, id).getReference(type, id);
    }

    @Override
    public Object getReference(String entityName, Object id) {
        return finding(entityName, id).getReference(entityName, id);
    }
}
