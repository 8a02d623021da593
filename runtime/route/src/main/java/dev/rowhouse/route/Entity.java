package dev.rowhouse.route;

import java.util.Map;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.metamodel.internal.AbstractDynamicMapInstantiator;
import org.hibernate.proxy.HibernateProxy;

/** What can be said of an instance of an entity without reading it. */
final class Entity {
    private Entity() {}

    /** Whether its class says nothing: a proxy, which is never loaded for this, or a row without a class. */
    static boolean nameless(Object entity) {
        if (entity == null) {
            throw new IllegalArgumentException("there is no entity where one is needed, but null; give one");
        }
        return entity instanceof Map || HibernateProxy.extractLazyInitializer(entity) != null;
    }

    /** The name of the entity that one without a class of its own is. */
    static String name(Object entity, Refusals refusals) {
        var lazy = HibernateProxy.extractLazyInitializer(entity);
        if (lazy != null) {
            return lazy.getEntityName();
        }
        if (((Map<?, ?>) entity).get(AbstractDynamicMapInstantiator.TYPE_KEY) instanceof String name) {
            return name;
        }
        throw refusals.untypedMap();
    }

    /** Whether a session has any in its hands. */
    static boolean isAnyHeld(Session session) {
        return session instanceof ChoosingByInstance
                || real(session).getPersistenceContextInternal().getEntityHoldersByKey() != null;
    }

    private static SessionImplementor real(Session session) {
        return session instanceof SessionImplementor real ? real : session.unwrap(SessionImplementor.class);
    }

    /** Whether a session has it in its hands, managed or removed, or as a proxy. */
    static boolean isHeld(Session session, Object entity) {
        if (session instanceof ChoosingByInstance several) {
            return several.holder(entity) != null;
        }
        var real = real(session);
        var lazy = HibernateProxy.extractLazyInitializer(entity);
        if (lazy == null) {
            return real.getPersistenceContextInternal().isEntryFor(entity);
        }
        if (real.equals(lazy.getSession())) {
            return true;
        }
        return !lazy.isUninitialized() && real.getPersistenceContextInternal().isEntryFor(lazy.getImplementation());
    }
}
