package dev.rowhouse.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.internal.BasicAttributeMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * Reads the value that decides on the shard from a row, in one of the forms in which rows come: an instance, an id, or the values of
 * all attributes.
 *
 * <p>Immutable.
 *
 * @param path the names of the attributes that lead to it, dots between
 * @param place whether the id has it, and in which way
 * @param steps the attributes on the way: from the instance, or from the id where that has it
 * @param target the entity whose id it is, if it is an association
 * @param java its Java type
 */
record KeyPath(
        String path,
        Place place,
        List<AttributeMapping> steps,
        Optional<EntityPersister> target,
        Class<?> java) {
    /** What has the value. */
    enum Place {
        /** The id is the value. */
        ID,
        /** The id is made of several values, and has it among them. */
        IN_ID,
        /** An attribute that is no part of the id. */
        ATTRIBUTE
    }

    KeyPath {
        steps = List.copyOf(steps);
    }

    /**
     * Finds the attributes of a path.
     *
     * @return empty if the entity doesn't have them
     * @throws IllegalArgumentException if they lead to something that can't be a key
     */
    static Optional<KeyPath> find(EntityPersister entity, String path) {
        var names = List.of(path.split("\\.", -1));
        var id = entity.getIdentifierMapping();
        if (id.getNature() == EntityIdentifierMapping.Nature.VIRTUAL && id instanceof NonAggregatedIdentifierMapping of
                && of.getVirtualIdEmbeddable().findAttributeMapping(names.getFirst()) != null) {
            var holder = of.getIdentifierValueMapper().findAttributeMapping(names.getFirst());
            return holder == null ? Optional.empty() : walk(path, Place.IN_ID, holder, names.subList(1, names.size()));
        }
        if (names.getFirst().equals(id.getAttributeName())) {
            if (names.size() == 1) {
                return id.getNature() == EntityIdentifierMapping.Nature.SIMPLE ? Optional.of(
                        new KeyPath(path, Place.ID, List.of(), Optional.empty(), id.getJavaType().getJavaTypeClass()))
                        : Optional.empty();
            }
            if (id instanceof EmbeddableValuedModelPart embedded) {
                var first = embedded.getEmbeddableTypeDescriptor().findAttributeMapping(names.get(1));
                return first == null ? Optional.empty()
                        : walk(path, Place.IN_ID, first, names.subList(2, names.size()));
            }
        }
        var first = entity.findAttributeMapping(names.getFirst());
        return first == null ? Optional.empty() : walk(path, Place.ATTRIBUTE, first, names.subList(1, names.size()));
    }

    private static Optional<KeyPath> walk(String path, Place place, AttributeMapping first, List<String> rest) {
        var steps = new ArrayList<AttributeMapping>();
        steps.add(first);
        var last = first;
        for (var name : rest) {
            if (!(last instanceof EmbeddableValuedModelPart embedded)) {
                return Optional.empty();
            }
            var next = embedded.getEmbeddableTypeDescriptor().findAttributeMapping(name);
            if (next == null) {
                return Optional.empty();
            }
            steps.add(next);
            last = next;
        }
        return switch (last) {
            case BasicAttributeMapping basic ->
                Optional.of(new KeyPath(path, place, steps, Optional.empty(), basic.getJavaType().getJavaTypeClass()));
            case ToOneAttributeMapping association -> {
                var target = association.getAssociatedEntityMappingType().getEntityPersister();
                if (place == Place.IN_ID || !association.isReferenceToPrimaryKey()
                        || target.getIdentifierMapping().getNature() != EntityIdentifierMapping.Nature.SIMPLE) {
                    throw new IllegalArgumentException(
                            "the association '%s' can't decide; it must lead to an id of one attribute, and be no part of one"
                                    .formatted(path));
                }
                yield Optional.of(new KeyPath(path, place, steps, Optional.of(target),
                        target.getIdentifierMapping().getJavaType().getJavaTypeClass()));
            }
            default -> throw new IllegalArgumentException("the attribute '%s' has no single value".formatted(path));
        };
    }

    /** Whether the id has the value. */
    boolean isInId() {
        return place != Place.ATTRIBUTE;
    }

    /** The value in an id; null if the id doesn't have it, or lacks it. */
    @Nullable
    Object ofId(@Nullable Object id) {
        return id == null ? null : switch (place) {
            case ID -> id;
            case IN_ID -> last(id);
            case ATTRIBUTE -> null;
        };
    }

    /** The value in an instance that is loaded; null if it has none, or the id of what is associated isn't known yet. */
    @Nullable
    Object ofInstance(EntityPersister entity, Object instance) {
        return isInId() ? ofId(entity.getIdentifierMapping().getIdentifier(instance)) : value(last(instance));
    }

    /** The value in the state of a row, as a flush has it. */
    @Nullable
    Object ofState(@Nullable Object id, @Nullable Object[] state) {
        if (isInId()) {
            return ofId(id);
        }
        var value = state[steps.getFirst().getStateArrayPosition()];
        for (var step : steps.subList(1, steps.size())) {
            value = value == null ? null : step.getValue(value);
        }
        return value(value);
    }

    /** What else than null may be wrong with a value, for messages. */
    String orUnsaved() {
        return target.isPresent() ? " or not saved yet" : "";
    }

    private @Nullable Object last(Object holder) {
        Object value = holder;
        for (var step : steps) {
            value = value == null ? null : step.getValue(value);
        }
        return value;
    }

    private @Nullable Object value(@Nullable Object last) {
        if (last == null || target.isEmpty()) {
            return last;
        }
        if (last instanceof HibernateProxy proxy) {
            return proxy.getHibernateLazyInitializer().getInternalIdentifier();
        }
        var id = target.get().getIdentifierMapping();
        var value = id.getIdentifier(last);
        return Boolean.TRUE.equals(id.getUnsavedStrategy().isUnsaved(value)) ? null : value;
    }
}
