package dev.rowhouse.shard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.metamodel.model.domain.EntityDomainType;
import org.hibernate.query.sqm.SqmExpressible;
import org.hibernate.query.sqm.tree.domain.NonAggregatedCompositeSimplePath;
import org.hibernate.query.sqm.tree.domain.SqmBasicValuedSimplePath;
import org.hibernate.query.sqm.tree.domain.SqmCorrelation;
import org.hibernate.query.sqm.tree.domain.SqmEmbeddedValuedSimplePath;
import org.hibernate.query.sqm.tree.domain.SqmEntityValuedSimplePath;
import org.hibernate.query.sqm.tree.domain.SqmFkExpression;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.domain.SqmPluralPartJoin;
import org.hibernate.query.sqm.tree.domain.SqmTreatedPath;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.from.SqmAttributeJoin;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.jspecify.annotations.Nullable;

/**
 * An expression of a query that says where rows are: the key of some, or one that they are or lead to. Rows that have equal ones are in
 * one shard.
 *
 * @param anchor the rows of the query that it is about
 * @param kind what it is
 * @param entity whose key or row it is
 * @param direct whether it is about the anchor's own row, which is always there, and not about one that it leads to
 */
@SuppressWarnings("ReferenceEquality") // Parts of a from clause are equal that are not the same.
record Reference(SqmFrom<?, ?> anchor, Kind kind, ShardedEntity entity, boolean direct) {
    /** What an expression is. */
    enum Kind {
        /** The value that decides on the shard, or a row whose id that is. */
        KEY,
        /** An id. */
        ID,
        /** A row. */
        ROW
    }

    /** Whether rows that have the same value for both are in one shard. */
    boolean isLike(Reference other) {
        if (kind == Kind.KEY || other.kind == Kind.KEY) {
            return kind == other.kind;
        }
        return entity.entity().getRootEntityName().equals(other.entity.entity().getRootEntityName());
    }

    /** What an expression says of where rows are; empty if nothing. */
    static Optional<Reference> of(SqmExpression<?> expression, ShardedModel model) {
        if (!(expression instanceof SqmPath<?> path)) {
            return Optional.empty();
        }
        var names = new ArrayDeque<String>();
        boolean id = false;
        SqmPath<?> at = path;
        if (at instanceof SqmFkExpression<?> foreignKey) {
            id = true;
            at = foreignKey.getLhs();
        }
        while (!(at instanceof SqmFrom<?, ?>)) {
            if (at instanceof SqmTreatedPath<?, ?> treated) {
                at = treated.getWrappedPath();
                continue;
            }
            var before = at.getLhs();
            if (before == null || !isAttribute(at)) {
                return Optional.empty();
            }
            names.addFirst(at.getReferencedPathSource().getPathName());
            at = before;
        }
        var from = (SqmFrom<?, ?>) at;
        var entity = entity(from, model);
        var anchor = anchor(from);
        if (entity.isEmpty()) {
            return Optional.empty();
        }
        boolean direct = unwrapped(from) == anchor;
        return find(anchor, entity.get(), new ArrayList<>(names), id, direct, model);
    }

    private static boolean isAttribute(SqmPath<?> path) {
        return path instanceof SqmBasicValuedSimplePath<?> || path instanceof SqmEntityValuedSimplePath<?>
                || path instanceof SqmEmbeddedValuedSimplePath<?>
                || path instanceof NonAggregatedCompositeSimplePath<?>;
    }

    private static Optional<Reference> find(
            SqmFrom<?, ?> anchor,
            ShardedEntity entity,
            List<String> names,
            boolean id,
            boolean direct,
            ShardedModel model) {
        if (names.isEmpty()) {
            return Optional
                    .of(entity.key().place() == KeyPath.Place.ID ? new Reference(anchor, Kind.KEY, entity, direct)
                            : new Reference(anchor, id ? Kind.ID : Kind.ROW, entity, direct));
        }
        var path = path(entity, names);
        var key = entity.key().path();
        if (path.equals(key) || entity.key()
                .target()
                .map(target -> path.equals(key + "." + target.getIdentifierMapping().getAttributeName())
                        || path.equals(key + ".id") || path.equals(key + ".{id}"))
                .orElse(false)) {
            return Optional.of(new Reference(anchor, Kind.KEY, entity, direct));
        }
        if (path.equals(entity.entity().getIdentifierMapping().getAttributeName())) {
            return Optional.of(new Reference(anchor, Kind.ID, entity, direct));
        }
        if (entity.entity().findAttributeMapping(names.getFirst()) instanceof ToOneAttributeMapping association
                && association.isReferenceToPrimaryKey()) {
            var target = model.entity(association.getAssociatedEntityMappingType().getEntityPersister());
            return find(anchor, target, names.subList(1, names.size()), id, false, model);
        }
        return Optional.empty();
    }

    /** Queries may call an id {@code id}, whatever its attribute is called. */
    private static String path(ShardedEntity entity, List<String> names) {
        var id = entity.entity().getIdentifierMapping();
        var first = names.getFirst();
        if (EntityIdentifierMapping.matchesRoleName(first) && entity.entity().findAttributeMapping(first) == null
                && id.getAttributeName() != null) {
            first = id.getAttributeName();
        }
        return names.size() == 1 ? first : first + "." + String.join(".", names.subList(1, names.size()));
    }

    /** The entity that a part of the from clause is of; empty if it is of none. */
    static Optional<ShardedEntity> entity(SqmFrom<?, ?> from, ShardedModel model) {
        SqmExpressible<?> type = from.getNodeType();
        var domain = type == null ? null : type.getSqmType();
        if (domain instanceof EntityDomainType<?> entity) {
            return model.entity(entity.getHibernateEntityName());
        }
        return from.getReferencedPathSource().getPathType() instanceof EntityDomainType<?> entity
                ? model.entity(entity.getHibernateEntityName())
                : Optional.empty();
    }

    /** What the rows of a part of the from clause hang on: associations stay in one shard, so they hang on where they begin. */
    static SqmFrom<?, ?> anchor(SqmFrom<?, ?> from) {
        var at = unwrapped(from);
        while (at instanceof SqmAttributeJoin<?, ?> || at instanceof SqmPluralPartJoin<?, ?>) {
            var before = beginning(at.getLhs());
            if (before == null) {
                return at;
            }
            at = unwrapped(before);
        }
        return at;
    }

    private static @Nullable SqmFrom<?, ?> beginning(@Nullable SqmPath<?> path) {
        var at = path;
        while (at != null && !(at instanceof SqmFrom<?, ?>)) {
            at = at instanceof SqmTreatedPath<?, ?> treated ? treated.getWrappedPath() : at.getLhs();
        }
        return (SqmFrom<?, ?>) at;
    }

    private static SqmFrom<?, ?> unwrapped(SqmFrom<?, ?> from) {
        SqmFrom<?, ?> at = from;
        while (true) {
            if (at instanceof SqmCorrelation<?, ?> && at.getCorrelationParent() != at) {
                at = at.getCorrelationParent();
            } else if (at instanceof SqmTreatedPath<?, ?> treated
                    && treated.getWrappedPath() instanceof SqmFrom<?, ?> wrapped) {
                at = wrapped;
            } else {
                return at;
            }
        }
    }
}
