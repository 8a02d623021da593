package dev.rowhouse.reflect;

import dev.rowhouse.reflect.Arrow.Target;
import dev.rowhouse.reflect.EntityShape.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes entities of tables. What it decides depends on the tables alone, in one order, so that the same tables become the
 * same entities everywhere.
 *
 * <p>For one thread and one use.
 */
final class ShapeBuilder {
    private static final String UNSPEAKABLE = "a quote, a bracket or a dot in its name";

    private final String product;
    private final Naming naming;
    private final List<MappedTable> mapped;
    private final Naming.Taken entities = new Naming.Taken();
    private final Map<TableName, Draft> drafts = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();

    private ShapeBuilder(String product, Naming naming, List<MappedTable> mapped, List<String> taken) {
        this.product = product;
        this.naming = naming;
        this.mapped = mapped;
        taken.forEach(entities::take);
    }

    /**
     * A builder for one product.
     *
     * @param mapped tables of the same schema that have a class
     * @param taken names of entities that have a class
     */
    static ShapeBuilder of(String product, Naming naming, List<MappedTable> mapped, List<String> taken) {
        return new ShapeBuilder(product, naming, mapped, taken);
    }

    Reflection build(List<FoundTable> tables, Map<String, String> unreadable) {
        unreadable.forEach((table, reason) -> leftOut.add("table %s (%s)".formatted(table, reason)));
        tables.stream()
                .sorted(Comparator.comparing((FoundTable table) -> naming.of(table.name().name()))
                        .thenComparing(table -> table.name().toString()))
                .filter(this::isSpeakable)
                .forEach(table -> {
                    var draft = new Draft(table, entities.take(naming.of(table.name().name())));
                    drafts.put(table.name(), draft);
                    types(draft);
                });
        Map<Draft, List<Arrow>> arrows = new LinkedHashMap<>();
        drafts.values().forEach(draft -> arrows.put(draft, arrows(draft)));
        arrows.values().forEach(found -> found.forEach(ShapeBuilder::refer));
        arrows.forEach((draft, found) -> columns(draft, Arrow.writable(found)));
        var associations = new Associations(naming);
        arrows.forEach((_, found) -> found.forEach(arrow -> associations.toOne(arrow, Arrow.writable(found))));
        arrows.forEach(associations::fromElsewhere);
        return new Reflection(drafts.values().stream().map(ShapeBuilder::shape).toList(), leftOut);
    }

    /** Hibernate can quote a name, but not the quotes in it; a dot ends a name for it. */
    private boolean isSpeakable(FoundTable table) {
        boolean speakable = isSpeakable(table.name().name());
        if (!speakable || table.columns().isEmpty()) {
            leftOut.add("table %s (%s)".formatted(table.name(), speakable ? "no columns" : UNSPEAKABLE));
        }
        return speakable && !table.columns().isEmpty();
    }

    private static boolean isSpeakable(String name) {
        return name.chars().noneMatch(c -> c == '"' || c == '`' || c == '[' || c == ']' || c == '.');
    }

    private void types(Draft draft) {
        for (var column : draft.table.columns()) {
            var said = Optional.<Class<?>>ofNullable(draft.table.said().get(column.name()));
            var read = ValueTypes.of(product, column);
            var type = said.map(java -> ValueTypes.said(product, java, read))
                    .or(() -> read)
                    .filter(_ -> isSpeakable(column.name()));
            type.ifPresentOrElse(known -> draft.types.put(column.name(), known),
                    () -> leftOut.add("%s.%s (%s)".formatted(draft.table.name(), column.name(),
                            isSpeakable(column.name()) ? column.typeName() : UNSPEAKABLE)));
        }
        if (draft.types.keySet().containsAll(draft.table.key())) {
            draft.key = draft.table.key();
        }
    }

    private List<Arrow> arrows(Draft draft) {
        List<Arrow> arrows = new ArrayList<>();
        for (var key : draft.table.foreignKeys()) {
            boolean plain = key.columns().stream().anyMatch(draft.table.said()::containsKey)
                    || !draft.types.keySet().containsAll(key.columns());
            if (!plain) {
                target(key.target()).flatMap(target -> Arrow.of(draft, key, target))
                        // Another order of the same columns is the same key.
                        .filter(arrow -> !arrows.contains(arrow))
                        .ifPresent(arrows::add);
            }
        }
        return arrows;
    }

    private Optional<Target> target(TableName table) {
        return Optional.ofNullable(drafts.get(table))
                .map(Target::of)
                .or(() -> mapped.stream()
                        .filter(known -> known.table().equalsIgnoreCase(table.name()) && !known.key().isEmpty())
                        .findFirst()
                        .map(Target::of));
    }

    private static void refer(Arrow arrow) {
        arrow.target().draft().ifPresent(there -> arrow.targetColumn().ifPresent(there.referenced::add));
    }

    private void columns(Draft draft, Set<Arrow> writable) {
        for (var column : draft.table.columns()) {
            var type = draft.types.get(column.name());
            if (type == null) {
                continue;
            }
            Optional<String> attribute = Optional.empty();
            if (writable.stream().noneMatch(arrow -> arrow.columns().contains(column.name()))) {
                attribute = Optional.of(draft.taken.take(naming.of(column.name())));
                draft.names.put(column.name(), attribute.get());
            }
            draft.columns.add(new Column(column.name(), attribute, type, column.typeName(), column.nullable(),
                    column.automatic(), column.computed()));
        }
        if (draft.key.size() == 1) {
            draft.keyName = draft.names.getOrDefault(draft.key.getFirst(), "");
        } else {
            draft.keyName = draft.key.isEmpty() ? draft.taken.take("row", "whole_row")
                    : draft.taken.take("key", "whole_key");
        }
    }

    private static EntityShape shape(Draft draft) {
        return draft.shape(draft.key.size() == 1
                && draft.table.column(draft.key.getFirst()).filter(FoundColumn::counted).isPresent());
    }
}
