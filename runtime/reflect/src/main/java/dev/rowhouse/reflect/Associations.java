package dev.rowhouse.reflect;

import dev.rowhouse.reflect.EntityShape.ManyToMany;
import dev.rowhouse.reflect.EntityShape.ToMany;
import dev.rowhouse.reflect.EntityShape.ToOne;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Names foreign keys, and makes associations of them: at the end where they are, and at the one where they lead. */
final class Associations {
    private final Naming naming;

    Associations(Naming naming) {
        this.naming = naming;
    }

    /**
     * The end where a foreign key is.
     *
     * @param writable those that stand for their columns
     */
    void toOne(Arrow arrow, Set<Arrow> writable) {
        var draft = arrow.from();
        var target = arrow.target().name();
        String name;
        if (arrow.columns().size() == 1) {
            var column = naming.of(arrow.columns().getFirst());
            name = draft.taken.take(Naming.stem(column), target, column + "_" + target);
        } else {
            name = draft.taken.take(target);
        }
        var attribute = arrow.targetColumn()
                .flatMap(column -> arrow.target().draft().map(there -> there.names.getOrDefault(column, column)));
        draft.toOne.add(new ToOne(name, arrow.columns(), arrow.target().entity(), attribute, writable.contains(arrow),
                draft.isNullable(arrow.columns())));
    }

    /** The ends where the foreign keys of one table lead, after all tables have the other ones. */
    void fromElsewhere(Draft draft, List<Arrow> arrows) {
        if (isJoin(draft, arrows)) {
            manyToMany(draft, arrows.getFirst(), arrows.getLast(), true);
            manyToMany(draft, arrows.getLast(), arrows.getFirst(), false);
        } else {
            for (int i = 0; i < arrows.size(); i++) {
                toMany(arrows.get(i), draft.toOne.get(i));
            }
        }
    }

    private static void toMany(Arrow arrow, ToOne toOne) {
        arrow.target().draft().ifPresent(there -> {
            var source = arrow.from().entity;
            boolean only = arrow.from().toOne.stream()
                    .filter(other -> other.target().equals(there.entity))
                    .count() == 1;
            var precise = source + "_by_" + toOne.name();
            var name = only ? there.taken.take(source, precise) : there.taken.take(precise);
            there.toMany.add(new ToMany(name, source, toOne.name(), arrow.columns(), toOne.targetAttribute()));
        });
    }

    /** A table that holds two foreign keys and nothing else, each row of which joins two rows. */
    private static boolean isJoin(Draft draft, List<Arrow> arrows) {
        if (arrows.size() != 2 || draft.table.view() || arrows.stream()
                .anyMatch(arrow -> arrow.targetColumn().isPresent() || arrow.target().draft().isEmpty())) {
            return false;
        }
        var columns = new ArrayList<>(arrows.getFirst().columns());
        columns.addAll(arrows.getLast().columns());
        var all = draft.table.columns().stream().map(FoundColumn::name).toList();
        boolean joins = draft.table.columns()
                .stream()
                .allMatch(column -> !column.nullable() || draft.key.contains(column.name()));
        return joins && (draft.key.isEmpty() || draft.key.size() == all.size()) && columns.size() == all.size()
                && columns.containsAll(all);
    }

    private void manyToMany(Draft table, Arrow here, Arrow there, boolean writable) {
        here.target().draft().ifPresent(draft -> {
            var target = there.target().entity();
            var stem = Naming.stem(naming.of(there.columns().getFirst()));
            var name = target.equals(draft.entity) ? draft.taken.take(stem, stem + "_by_" + table.entity)
                    : draft.taken.take(target, stem, target + "_by_" + table.entity);
            draft.manyToMany
                    .add(new ManyToMany(name, table.table.name(), here.columns(), target, there.columns(), writable));
        });
    }
}
