package dev.rowhouse.engine;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.AnyType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * What entities of a mapping lead to: the attributes that hold other entities, alone, in collections or in embeddables. What is found
 * there and belongs to another start is refused.
 *
 * <p>Goes one step: what an operation cascades to is looked at when its turn comes. Loads nothing. Knows the mapping alone; safe for
 * use by many threads.
 */
final class References {
    private final SessionFactoryImplementor factory;
    private final Map<String, int[]> positions = new HashMap<>();

    References(SessionFactoryImplementor factory) {
        this.factory = factory;
        factory.getMappingMetamodel().forEachEntityDescriptor(entity -> {
            var types = entity.getPropertyTypes();
            var leading = IntStream.range(0, types.length).filter(at -> leads(types[at])).toArray();
            if (leading.length > 0) {
                positions.put(entity.getEntityName(), leading);
            }
        });
    }

    private static boolean leads(Type type) {
        return switch (type) {
            case EntityType _,AnyType _,CollectionType _ -> true;
            case CompositeType embedded -> List.of(embedded.getSubtypes()).stream().anyMatch(References::leads);
            default -> false;
        };
    }

    /** Refuses what an entity leads to, if it belongs to another start than an engine. */
    void check(Engine engine, EntityPersister persister, Object entity, String operation) {
        var leading = positions.get(persister.getEntityName());
        if (leading == null) {
            return;
        }
        var types = persister.getPropertyTypes();
        for (int at : leading) {
            var value = persister.getValue(entity, at);
            if (value != null) {
                check(engine, entity, types[at], value, operation);
            }
        }
    }

    private void check(Engine engine, Object entity, Type type, Object value, String operation) {
        switch (type) {
            case EntityType _,AnyType _ -> OwnerCheck.check(engine, value, operation);
            case CompositeType embedded -> {
                var types = embedded.getSubtypes();
                var values = embedded.getPropertyValues(value);
                for (int i = 0; i < types.length; i++) {
                    if (values[i] != null && leads(types[i])) {
                        check(engine, entity, types[i], values[i], operation);
                    }
                }
            }
            case CollectionType collection -> checkCollection(engine, entity, collection, value, operation);
            default -> {
                // Leads nowhere.
            }
        }
    }

    private void checkCollection(Engine engine, Object entity, CollectionType type, Object value, String operation) {
        if (value instanceof PersistentCollection<?> known) {
            checkItself(engine, entity, known, operation);
            if (!known.isDirty()) {
                // It holds what was read into it.
                return;
            }
            if (!known.wasInitialized()) {
                if (known.hasQueuedOperations()) {
                    checkElements(engine, entity, type, known.queuedAdditionIterator(), operation);
                }
                return;
            }
        }
        checkElements(engine, entity, type, type.getElementsIterator(value), operation);
        if (value instanceof Map<?, ?> map) {
            // Whatever the keys are: what is no entity belongs to nobody.
            map.keySet().forEach(key -> OwnerCheck.check(engine, key, operation));
        }
    }

    private void checkElements(
            Engine engine,
            Object entity,
            CollectionType type,
            Iterator<?> present,
            String operation) {
        var elements = type.getElementType(factory);
        if (leads(elements)) {
            present.forEachRemaining((@Nullable Object element) -> {
                if (element != null) {
                    check(engine, entity, elements, element, operation);
                }
            });
        }
    }

    /** A collection that Hibernate has made belongs to whom its session does, or its entity when that has ended. */
    @SuppressWarnings("ReferenceEquality") // It is about this entity, not an equal one; an owner is equal to itself alone.
    private static void checkItself(Engine engine, Object entity, PersistentCollection<?> known, String operation) {
        var owner = known.getOwner();
        if (owner == null || owner == entity) {
            return;
        }
        var here = engine.owner();
        var its = known.getSession() == null ? OwnerCheck.owner(engine.belongings(), owner)
                : OwnerCheck.owner(known.getSession());
        if (here != null && its != null && its != here) {
            throw OwnerCheck.refusal(here, its, "a collection of a " + OwnerCheck.kind(owner), operation);
        }
    }
}
