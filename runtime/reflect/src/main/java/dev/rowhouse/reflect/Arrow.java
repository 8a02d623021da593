package dev.rowhouse.reflect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A foreign key that leads to an entity.
 *
 * @param from the entity whose table has it
 * @param columns its columns, in the order of the key that it leads to
 * @param target where it leads
 * @param targetColumn the column that it leads to, if that isn't the target's key
 */
record Arrow(Draft from, List<String> columns, Target target, Optional<String> targetColumn) {
    /**
     * Where a foreign key leads: to a reflected table, or to one that a class is mapped to.
     *
     * @param entity the name of the entity, as a mapping has it
     * @param name the name of the entity, as queries have it
     * @param draft empty if it has a class
     * @param key the columns of its key
     */
    record Target(String entity, String name, Optional<Draft> draft, List<String> key) {
        static Target of(Draft draft) {
            return new Target(draft.entity, draft.entity, Optional.of(draft), draft.key);
        }

        static Target of(MappedTable known) {
            return new Target(known.entity(), known.name(), Optional.empty(), known.key());
        }

        /** The spelling of a column that rows can be found by. */
        private Optional<String> column(String name) {
            return draft.filter(known -> !known.key.isEmpty())
                    .flatMap(known -> Spelling.find(name, known.types.keySet()));
        }
    }

    /** Empty if it leads to columns that no row can be found by. */
    static Optional<Arrow> of(Draft from, FoundForeignKey key, Target target) {
        var there = key.targetColumns().isEmpty() ? target.key() : key.targetColumns();
        if (there.size() != key.columns().size() || there.isEmpty()) {
            return Optional.empty();
        }
        List<String> ordered = new ArrayList<>();
        for (var column : target.key()) {
            for (int i = 0; i < there.size(); i++) {
                if (there.get(i).equalsIgnoreCase(column)) {
                    ordered.add(key.columns().get(i));
                }
            }
        }
        if (ordered.size() == there.size() && ordered.size() == target.key().size()) {
            return Optional.of(new Arrow(from, ordered, target, Optional.empty()));
        }
        return there.size() == 1 ? target.column(there.getFirst())
                .map(column -> new Arrow(from, key.columns(), target, Optional.of(column))) : Optional.empty();
    }

    /**
     * The foreign keys of one table that can stand for their columns: those whose columns nothing else needs, and that tell
     * all that the columns hold.
     */
    static Set<Arrow> writable(List<Arrow> arrows) {
        Set<Arrow> writable = new LinkedHashSet<>();
        for (var arrow : arrows) {
            boolean shared = arrows.stream()
                    .anyMatch(other -> !other.equals(arrow) && !Collections.disjoint(other.columns(), arrow.columns()));
            if (!shared && !arrow.isNeeded() && arrow.isTelling()) {
                writable.add(arrow);
            }
        }
        return writable;
    }

    /** Whether the table itself, or a foreign key that leads here, needs one of the columns. */
    private boolean isNeeded() {
        return from.key.isEmpty() || !Collections.disjoint(from.key, columns)
                || !Collections.disjoint(from.referenced, columns) || columns.stream()
                        .anyMatch(column -> from.table.column(column).filter(FoundColumn::computed).isPresent());
    }

    /**
     * Whether the row that it leads to tells what the columns hold. Not if a class is there, whose key is not known here; if
     * it leads past the key, where the row must be read first, and may lack; or if a part of it may be null beside others.
     */
    private boolean isTelling() {
        return target.draft().isPresent() && targetColumn.isEmpty()
                && (columns.size() == 1 || !from.isNullable(columns));
    }
}
