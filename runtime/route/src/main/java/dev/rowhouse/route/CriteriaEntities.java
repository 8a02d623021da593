package dev.rowhouse.route;

import java.util.LinkedHashSet;
import java.util.Set;
import org.hibernate.query.sqm.spi.BaseSemanticQueryWalker;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.query.sqm.tree.from.SqmCrossJoin;
import org.hibernate.query.sqm.tree.from.SqmEntityJoin;
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
        names.add(root.getEntityName());
        return super.visitRootPath(root);
    }

    @Override
    public Object visitCrossJoin(SqmCrossJoin<?> join) {
        names.add(join.getEntityName());
        return super.visitCrossJoin(join);
    }

    @Override
    public Object visitQualifiedEntityJoin(SqmEntityJoin<?, ?> join) {
        names.add(join.getEntityName());
        return super.visitQualifiedEntityJoin(join);
    }
}
