package dev.rowhouse.shard;

import dev.rowhouse.shard.Reference.Kind;
import dev.rowhouse.shard.ShardedEntity.Ids;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.insert.SqmInsertSelectStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertValuesStatement;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;

/** Finds the shards in which an update, a delete or an insert by a query has to be executed. */
final class MutationReach {
    private final ShardedModel model;
    private final Arguments arguments;

    MutationReach(ShardedModel model, Arguments arguments) {
        this.model = model;
        this.arguments = arguments;
    }

    /**
     * The shards, in their order.
     *
     * @throws UnsupportedOperationException if rows would have to move, or their place is not known
     */
    List<String> shards(SqmStatement<?> statement) {
        return switch (statement) {
            case SqmInsertValuesStatement<?> insert -> List.of(ofValues(insert));
            case SqmInsertSelectStatement<?> insert -> List.of(ofSelection(insert));
            case SqmUpdateStatement<?> update -> {
                refuseKeys(update);
                yield asked(update);
            }
            default -> asked(statement);
        };
    }

    private List<String> asked(SqmStatement<?> statement) {
        var reach = ReachFinder.find(statement, model);
        var shards = reach.shards(arguments);
        if (shards.size() > 1 && !reach.obstacles().isEmpty()) {
            throw new UnsupportedOperationException(
                    "it has %s, which is not the same in every shard".formatted(String.join(", ", reach.obstacles())));
        }
        return shards;
    }

    /** What no listener sees: a key that changes, or an association that may leave the rows of its key. */
    private void refuseKeys(SqmUpdateStatement<?> update) {
        for (var assignment : update.getSetClause().getAssignments()) {
            var reference = Reference.of(assignment.getTargetPath(), model);
            if (reference.isEmpty()) {
                continue;
            }
            if (reference.get().direct()) {
                throw new UnsupportedOperationException(
                        "it changes '%s', which tells where a row is; remove the rows and persist new ones"
                                .formatted(assignment.getTargetPath().getReferencedPathSource().getPathName()));
            }
            var values = arguments.of((SqmExpression<?>) assignment.getValue());
            if (values.isEmpty() || values.get().stream().anyMatch(Objects::nonNull)) {
                throw new UnsupportedOperationException(
                        "it changes the association '%s', which must lead to rows of the same key; change instances instead"
                                .formatted(assignment.getTargetPath().getReferencedPathSource().getPathName()));
            }
        }
    }

    private int key(SqmInsertStatement<?> insert) {
        var entity = Reference.entity(insert.getTarget(), model)
                .orElseThrow(() -> new UnsupportedOperationException("it inserts what is no entity"));
        if (entity.ids() == Ids.NUMBERS || entity.choosesKey()) {
            throw new UnsupportedOperationException(
                    "it inserts rows of '%s', whose ids tell their place; persist instances instead"
                            .formatted(entity.name()));
        }
        List<SqmPath<?>> paths = insert.getInsertionTargetPaths();
        for (int i = 0; i < paths.size(); i++) {
            var reference = Reference.of(paths.get(i), model);
            if (reference.isPresent() && reference.get().direct() && reference.get().kind() == Kind.KEY) {
                return i;
            }
        }
        throw new UnsupportedOperationException(
                "it inserts rows without their key '%s'; name it among the attributes".formatted(entity.key().path()));
    }

    private String ofValues(SqmInsertValuesStatement<?> insert) {
        int key = key(insert);
        var shards = new LinkedHashSet<String>();
        insert.getValuesList().forEach(values -> shards.add(ofKey(values.getExpressions().get(key))));
        if (shards.size() != 1) {
            throw new UnsupportedOperationException(
                    "it inserts rows of several shards, %s; insert those of each by themselves".formatted(shards));
        }
        return shards.getFirst();
    }

    private String ofKey(SqmExpression<?> expression) {
        var values = arguments.of(expression)
                .orElseThrow(() -> new UnsupportedOperationException(
                        "it computes the key of a row; give it as a value or a parameter"));
        if (values.getFirst() == null) {
            throw new IllegalArgumentException("it inserts a row whose key is null");
        }
        return model.layout().shardOf(values.getFirst());
    }

    /** What is selected in one shard is inserted there, so its key must be that of the rows it comes from, or lead to the same place. */
    private String ofSelection(SqmInsertSelectStatement<?> insert) {
        int key = key(insert);
        var reach = ReachFinder.find(insert, model);
        var shards = reach.shards(arguments);
        if (shards.size() == 1 && insert.getSelectQueryPart() instanceof SqmQuerySpec<?> spec
                && spec.getSelectClause()
                        .getSelections()
                        .get(key)
                        .getSelectableNode() instanceof SqmExpression<?> selected) {
            var known = arguments.of(selected);
            boolean stays = known.isPresent() ? ofKey(selected).equals(shards.getFirst())
                    : Reference.of(selected, model).filter(reference -> reference.kind() == Kind.KEY).isPresent();
            if (stays) {
                return shards.getFirst();
            }
        }
        throw new UnsupportedOperationException(
                "it inserts what it selects, and names no key that both have; name it in its condition, and select it");
    }
}
