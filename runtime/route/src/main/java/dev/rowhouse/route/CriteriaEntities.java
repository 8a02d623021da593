package dev.rowhouse.route;

import java.util.LinkedHashSet;
import java.util.Set;
import org.hibernate.metamodel.model.domain.EntityDomainType;
import org.hibernate.query.sqm.spi.BaseSemanticQueryWalker;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.query.sqm.tree.from.SqmCrossJoin;
import org.hibernate.query.sqm.tree.from.SqmEntityJoin;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.hibernate.query.sqm.tree.from.SqmRoot;

/** Collects the names of the entities that criteria are about, in subqueries too. */
final class CriteriaEntities extends BaseSemanticQueryWalker {
    private final Set<String> names = new LinkedHashSet<>();

    private CriteriaEntities() {}

    static Set<String> of(SqmStatement<?> statement) {
        var entities = new CriteriaEntities();
        statement.accept(entities);
        return entities.names;
    }

    @Override
    public Object visitRootPath(SqmRoot<?> root) {
        add(root);
        return super.visitRootPath(root);
    }

    @Override
    protected void consumeFromClauseRoot(SqmRoot<?> root) {
        add(root);
        super.consumeFromClauseRoot(root);
    }

    @Override
    protected void consumeCrossJoin(SqmCrossJoin<?> join, boolean transitive) {
        add(join);
        super.consumeCrossJoin(join, transitive);
    }

    @Override
    protected void consumeEntityJoin(SqmEntityJoin<?, ?> join, boolean transitive) {
        add(join);
        super.consumeEntityJoin(join, transitive);
    }

    /** Roots of subqueries, functions and common table expressions are no entities. */
    private void add(SqmFrom<?, ?> from) {
        if (from.getReferencedPathSource() instanceof EntityDomainType<?> entity) {
            names.add(entity.getHibernateEntityName());
        }
    }
}
