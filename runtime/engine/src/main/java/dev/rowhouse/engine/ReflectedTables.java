package dev.rowhouse.engine;

import dev.rowhouse.reflect.EntityShape;
import dev.rowhouse.reflect.EntityShape.ToOne;
import dev.rowhouse.reflect.Reflection;
import dev.rowhouse.spi.Table;
import dev.rowhouse.spi.Table.Link;
import dev.rowhouse.spi.Table.Written;
import dev.rowhouse.spi.Tables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/** The reflected tables of a mapping, as an app sees them. Immutable. */
final class ReflectedTables implements Tables {
    private final List<Table> tables;
    private final Map<String, Table> byEntity;

    private ReflectedTables(List<Table> tables) {
        this.tables = tables;
        byEntity = tables.stream().collect(Collectors.toMap(Table::entity, Function.identity()));
    }

    static Tables of(Reflection reflection) {
        var shapes = reflection.entities().stream().collect(Collectors.toMap(EntityShape::name, Function.identity()));
        return new ReflectedTables(reflection.entities().stream().map(shape -> table(shape, shapes)).toList());
    }

    private static Table table(EntityShape shape, Map<String, EntityShape> all) {
        var columns = shape.columns()
                .stream()
                .map(column -> new Table.Column(column.name(), column.attribute(), column.type().java(),
                        column.databaseType(), column.nullable(),
                        column.computed() ? Written.BY_DATABASE
                                : column.automatic() ? Written.BY_DEFAULT : Written.BY_APP))
                .toList();
        List<Link> links = new ArrayList<>();
        for (var toOne : shape.toOne()) {
            links.add(new Link(toOne.name(), Link.Kind.TO_ONE, toOne.target(), toOne.columns(), targets(toOne, all),
                    toOne.writable()));
        }
        for (var toMany : shape.toMany()) {
            links.add(new Link(toMany.name(), Link.Kind.TO_MANY, toMany.source(), toMany.columns(),
                    toMany.ownAttribute().map(List::of).orElse(shape.key()), false));
        }
        for (var join : shape.manyToMany()) {
            links.add(new Link(join.name(), Link.Kind.MANY_TO_MANY, join.target(), join.columns(), shape.key(),
                    join.writable()));
        }
        return new Table(shape.name(), shape.table().name(), shape.view(), shape.readOnly(), shape.key(),
                shape.keyName(), columns, links);
    }

    /** Empty if a class is at the other end, whose attributes are not known here. */
    private static List<String> targets(ToOne toOne, Map<String, EntityShape> all) {
        return toOne.targetAttribute()
                .map(List::of)
                .or(() -> Optional.ofNullable(all.get(toOne.target())).map(EntityShape::key))
                .orElse(List.of());
    }

    @Override
    public List<Table> all() {
        return tables;
    }

    @Override
    public Optional<Table> find(String name) {
        return Optional.ofNullable(byEntity.get(name))
                .or(() -> tables.stream().filter(table -> table.name().equals(name)).findFirst())
                .or(() -> alike(name));
    }

    private Optional<Table> alike(String name) {
        var alike = tables.stream()
                .filter(table -> table.name().equalsIgnoreCase(name) || table.entity().equalsIgnoreCase(name))
                .toList();
        return alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty();
    }

    @Override
    public Map<String, @Nullable Object> columns(Table table, Map<String, ?> row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (var column : table.columns()) {
            values.put(column.name(), column.attribute().isPresent() ? row.get(column.attribute().get())
                    : table.link(column).map(link -> keyPart(link, column, row.get(link.attribute()))).orElse(null));
        }
        return Collections.unmodifiableMap(values);
    }

    /** The part of the key of a row that a column refers to, without reading that row. */
    private @Nullable Object keyPart(Link link, Table.Column column, @Nullable Object target) {
        var part = link.targetAttributes().get(link.columns().indexOf(column.name()));
        if (target instanceof HibernateProxy proxy) {
            var key = proxy.getHibernateLazyInitializer().getInternalIdentifier();
            var there = byEntity.get(link.entity());
            if (there != null && there.key().contains(part)) {
                return key instanceof Map<?, ?> parts ? parts.get(part) : key;
            }
        }
        return target instanceof Map<?, ?> there ? there.get(part) : null;
    }

    @Override
    public <R extends Record> R read(Class<R> type, Map<String, ?> row) {
        return RecordReader.read(type, row);
    }
}
