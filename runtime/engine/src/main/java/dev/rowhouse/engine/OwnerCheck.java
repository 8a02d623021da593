package dev.rowhouse.engine;

import dev.rowhouse.spi.ForeignObjectException;
import java.util.Collection;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.query.spi.AbstractCommonQueryContract;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what belongs to another start than the session that it is given to.
 *
 * <p>Says nothing of sessions whose engine has no {@link Owner}. Holds nothing; safe for use by many threads, a session is not.
 */
public final class OwnerCheck {
    private OwnerCheck() {}

    /**
     * Refuses an object that belongs to another start.
     *
     * @param session of an engine; one that only leads to such sessions passes
     * @param object an entity, or a proxy of one; anything else passes
     * @param operation what it is given to
     * @throws ForeignObjectException if it belongs to another start
     */
    public static void check(Session session, @Nullable Object object, String operation) {
        var engine = session instanceof SharedSessionContractImplementor real ? engine(real) : null;
        if (engine != null && object != null) {
            check(engine, object, operation);
        }
    }

    /**
     * Refuses a query that was given an object of another start.
     *
     * @param query of a session of an engine, with what it was given so far
     * @throws ForeignObjectException if so
     */
    public static void check(CommonQueryContract query) {
        if (!(query instanceof AbstractCommonQueryContract known)) {
            return;
        }
        var engine = engine(known.getSession());
        if (engine != null) {
            known.getQueryParameterBindings().visitBindings((parameter, binding) -> {
                if (!binding.isBound()) {
                    return;
                }
                if (binding.isMultiValued()) {
                    binding.getBindValues().forEach(value -> checkValue(engine, value));
                } else {
                    checkValue(engine, binding.getBindValue());
                }
            });
        }
    }

    private static void checkValue(Engine engine, @Nullable Object value) {
        if (value instanceof Collection<?> several) {
            several.forEach(one -> checkValue(engine, one));
        } else if (value != null) {
            check(engine, value, "a query");
        }
    }

    /** The engine of a session, if it has an owner; null otherwise. */
    static @Nullable Engine engine(@Nullable SharedSessionContractImplementor session) {
        return session != null && session.getTenantIdentifierValue() instanceof Engine engine && engine.owner() != null
                ? engine
                : null;
    }

    /** The owner of a session's engine; null if nobody guards it. */
    static @Nullable Owner owner(@Nullable SharedSessionContractImplementor session) {
        return session != null && session.getTenantIdentifierValue() instanceof Engine engine ? engine.owner() : null;
    }

    /** Refuses an object that belongs to another start than an engine. */
    @SuppressWarnings("ReferenceEquality") // An owner is equal to itself alone.
    static void check(Engine engine, Object object, String operation) {
        var here = engine.owner();
        var its = owner(engine.belongings(), object);
        if (here != null && its != null && its != here) {
            throw refusal(here, its, "a " + kind(object), operation);
        }
    }

    static ForeignObjectException refusal(Owner here, Owner its, String what, String operation) {
        return new ForeignObjectException("instance '%s': %s was given %s that belongs to %s; %s"
                .formatted(here.instance(), operation, what, its.seenFrom(here), Owner.WHAT_TO_DO));
    }

    /** Whose an object is; null if nobody's. A proxy belongs to whom its session does, also when that has ended. */
    static @Nullable Owner owner(Belongings belongings, Object object) {
        var proxied = HibernateProxy.extractLazyInitializer(object);
        if (proxied == null) {
            return belongings.owner(object);
        }
        var owner = proxied instanceof OwnedInitializer owned ? owned.owner() : belongings.owner(object);
        return owner != null || proxied.isUninitialized() ? owner : belongings.owner(proxied.getImplementation());
    }

    /** What an entity is called in messages. */
    static String kind(Object object) {
        var proxied = HibernateProxy.extractLazyInitializer(object);
        if (proxied != null) {
            return simple(proxied.getEntityName());
        }
        return object instanceof Map<?, ?> row && row.get(Row.ENTITY) instanceof String name ? name
                : simple(object.getClass().getName());
    }

    static String simple(String entity) {
        return entity.substring(entity.lastIndexOf('.') + 1);
    }
}
