package dev.rowhouse.reflect;

import dev.rowhouse.reflect.EntityShape.Column;
import dev.rowhouse.reflect.EntityShape.ManyToMany;
import dev.rowhouse.reflect.EntityShape.ToMany;
import dev.rowhouse.reflect.EntityShape.ToOne;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
    private final String product;
    private final Naming naming;
    private final List<MappedTable> mapped;
    private final Map<TableName, Draft> drafts = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();

    private ShapeBuilder(String product, Naming naming, List<MappedTable> mapped) {
        this.product = product;
        this.naming = naming;
        this.mapped = mapped;
    }

    static ShapeBuilder of(String product, Naming naming, List<MappedTable> mapped) {
        return new ShapeBuilder(product, naming, mapped);
    }

    /** One entity while its parts are found. */
    private static final class Draft {
        final FoundTable table;
        final String entity;
        final Naming.Taken taken = new Naming.Taken();
        final Map<String, ValueType> types = new LinkedHashMap<>();
        final Map<String, String> names = new HashMap<>();
        final List<Column> columns = new ArrayList<>();
        final List<ToOne> toOne = new ArrayList<>();
        final List<ToMany> toMany = new ArrayList<>();
        final List<ManyToMany> manyToMany = new ArrayList<>();
        final Set<String> referenced = new HashSet<>();
        List<String> key = List.of();
        String keyName = "";

        Draft(FoundTable table, String entity) {
            this.table = table;
            this.entity = entity;
        }

        boolean isReadOnly() {
            return table.view() || key.isEmpty();
        }
    }

    /** A foreign key that leads to an entity, its columns in the order of what it leads to. */
    private record Arrow(Draft from, List<String> columns, Target target, Optional<String> targetColumn) {}

    /** Where a foreign key leads: to a reflected table, or to one that a class is mapped to. */
    private record Target(String entity, String name, Optional<Draft> draft, List<String> key) {}

    Reflection build(List<FoundTable> tables) {
        var entities = new Naming.Taken();
        mapped.forEach(known -> entities.take(known.name()));
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
        drafts.values().forEach(draft -> attributes(draft, writable(draft, arrows.getOrDefault(draft, List.of()))));
        arrows.forEach((draft, found) -> found.forEach(arrow -> toOne(arrow, writable(draft, found))));
        arrows.forEach((draft, found) -> {
            if (isJoin(draft, found)) {
                join(draft, found.getFirst(), found.getLast());
            } else {
                for (int i = 0; i < found.size(); i++) {
                    toMany(found.get(i), draft.toOne.get(i));
                }
            }
        });
        return new Reflection(drafts.values().stream().map(this::shape).toList(), leftOut);
    }

    /** Hibernate can quote a name, but not the quotes in it. */
    private boolean isSpeakable(FoundTable table) {
        boolean speakable = isSpeakable(table.name().name());
        if (!speakable || table.columns().isEmpty()) {
            leftOut.add("table %s (%s)".formatted(table.name(), speakable ? "no columns" : "quotes in its name"));
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
                            isSpeakable(column.name()) ? column.typeName() : "quotes in its name")));
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
                target(key.target()).flatMap(target -> arrow(draft, key, target)).ifPresent(arrows::add);
            }
        }
        return arrows;
    }

    private Optional<Target> target(TableName table) {
        var draft = Optional.ofNullable(drafts.get(table));
        return draft.map(known -> new Target(known.entity, known.entity, draft, known.key))
                .or(() -> mapped.stream()
                        .filter(known -> known.table().equalsIgnoreCase(table.name()) && !known.key().isEmpty())
                        .findFirst()
                        .map(known -> new Target(known.entity(), known.name(), Optional.empty(), known.key())));
    }

    private static Optional<Arrow> arrow(Draft from, FoundForeignKey key, Target target) {
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
        boolean unique = there.size() == 1 && target.draft()
                .filter(draft -> !draft.key.isEmpty() && draft.types.containsKey(there.getFirst()))
                .isPresent();
        return unique ? Optional.of(new Arrow(from, key.columns(), target, Optional.of(there.getFirst())))
                : Optional.empty();
    }

    private static void refer(Arrow arrow) {
        arrow.target().draft().ifPresent(there -> arrow.targetColumn().ifPresent(there.referenced::add));
    }

    /** The foreign keys that can stand for their columns: those whose columns nothing else needs. */
    private static Set<Arrow> writable(Draft draft, List<Arrow> arrows) {
        Set<Arrow> writable = new LinkedHashSet<>();
        for (var arrow : arrows) {
            boolean needed = draft.key.isEmpty() || !Collections.disjoint(draft.referenced, arrow.columns())
                    || arrow.columns().stream().anyMatch(draft.key::contains)
                    || arrows.stream()
                            .anyMatch(other -> !other.equals(arrow)
                                    && !Collections.disjoint(other.columns(), arrow.columns()))
                    || arrow.columns()
                            .stream()
                            .anyMatch(name -> draft.table.column(name).filter(FoundColumn::computed).isPresent());
            if (!needed) {
                writable.add(arrow);
            }
        }
        return writable;
    }

    private void attributes(Draft draft, Set<Arrow> writable) {
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

    private void toOne(Arrow arrow, Set<Arrow> writable) {
        var draft = arrow.from();
        var target = arrow.target().name();
        String name;
        if (arrow.columns().size() == 1) {
            var column = naming.of(arrow.columns().getFirst());
            name = draft.taken.take(Naming.stem(column), target, column + "_" + target);
        } else {
            name = draft.taken.take(target);
        }
        boolean nullable = arrow.columns()
                .stream()
                .anyMatch(column -> draft.table.column(column).filter(FoundColumn::nullable).isPresent());
        var attribute = arrow.targetColumn()
                .flatMap(column -> arrow.target().draft().map(there -> there.names.getOrDefault(column, column)));
        draft.toOne.add(new ToOne(name, arrow.columns(), arrow.target().entity(), attribute, writable.contains(arrow),
                nullable));
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

    /** A table that holds two foreign keys and nothing else. */
    private static boolean isJoin(Draft draft, List<Arrow> arrows) {
        if (arrows.size() != 2 || draft.table.view() || arrows.stream()
                .anyMatch(arrow -> arrow.targetColumn().isPresent() || arrow.target().draft().isEmpty())) {
            return false;
        }
        var columns = new ArrayList<>(arrows.getFirst().columns());
        columns.addAll(arrows.getLast().columns());
        var all = draft.table.columns().stream().map(FoundColumn::name).toList();
        return columns.size() == all.size() && columns.containsAll(all);
    }

    private void join(Draft table, Arrow one, Arrow other) {
        manyToMany(table, one, other, true);
        manyToMany(table, other, one, false);
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

    /** In SQLite, an integer that is the key is counted up. */
    private boolean isCounted(FoundColumn key) {
        return key.counted() || (product.equals("sqlite") && key.typeName().equalsIgnoreCase("INTEGER"));
    }

    private EntityShape shape(Draft draft) {
        var key = draft.key.stream().map(column -> draft.names.getOrDefault(column, column)).toList();
        boolean counted = key.size() == 1
                && draft.table.column(draft.key.getFirst()).filter(this::isCounted).isPresent();
        return new EntityShape(draft.entity, draft.table.name(), draft.table.view(), draft.isReadOnly(), key,
                draft.keyName, counted, draft.columns, draft.toOne, draft.toMany, draft.manyToMany);
    }
}
