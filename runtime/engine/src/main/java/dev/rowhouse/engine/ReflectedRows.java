package dev.rowhouse.engine;

import dev.rowhouse.config.Suggestions;
import dev.rowhouse.reflect.EntityShape;
import dev.rowhouse.reflect.Reflection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.event.spi.FlushEntityEventListener;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * What Hibernate would let pass in silence with rows that have no class: an attribute that there isn't is refused, and so is
 * a change where rows are read only. A composite key may be given as its attributes; it is put together here.
 *
 * <p>Holds what depends on the mapping alone; safe for use by many threads.
 */
final class ReflectedRows
        implements PersistEventListener, MergeEventListener, FlushEntityEventListener, DeleteEventListener {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, EntityShape> shapes;
    private final transient Map<String, Set<String>> attributes;

    private ReflectedRows(Reflection reflection) {
        shapes = reflection.entities().stream().collect(Collectors.toMap(EntityShape::name, Function.identity()));
        attributes = reflection.entities()
                .stream()
                .collect(Collectors.toMap(EntityShape::name, ReflectedRows::attributes));
    }

    private static Set<String> attributes(EntityShape shape) {
        var names = new TreeSet<String>();
        names.add(shape.keyName());
        Stream.of(shape.columns().stream().flatMap(column -> column.attribute().stream()),
                shape.toOne().stream().map(EntityShape.ToOne::name),
                shape.toMany().stream().map(EntityShape.ToMany::name),
                shape.manyToMany().stream().map(EntityShape.ManyToMany::name))
                .flatMap(stream -> stream)
                .forEach(names::add);
        return names;
    }

    /** Watches what happens to the rows of a reflection. */
    static void watch(SessionFactory factory, Reflection reflection) {
        if (reflection.entities().isEmpty()) {
            return;
        }
        var rows = new ReflectedRows(reflection);
        var listeners = factory.unwrap(SessionFactoryImplementor.class).getEventEngine().getListenerRegistry();
        listeners.prependListeners(EventType.PERSIST, rows);
        listeners.prependListeners(EventType.MERGE, rows);
        listeners.prependListeners(EventType.FLUSH_ENTITY, rows);
        listeners.prependListeners(EventType.DELETE, rows);
    }

    @Override
    public void onPersist(PersistEvent event) {
        check(event.getEntityName(), event.getObject());
        complete(event.getEntityName(), event.getObject());
    }

    @Override
    public void onPersist(PersistEvent event, PersistContext createdAlready) {
        onPersist(event);
    }

    /** A row has all its columns, whoever made it. */
    private void complete(@Nullable String name, Object row) {
        var shape = shape(name, row);
        if (shape.isPresent() && row instanceof Map<?, ?> map && !(row instanceof HibernateProxy)) {
            Stream.concat(shape.get().columns().stream().flatMap(column -> column.attribute().stream()),
                    shape.get().toOne().stream().map(EntityShape.ToOne::name))
                    .filter(attribute -> !map.containsKey(attribute))
                    .forEach(attribute -> changeable(map).put(attribute, null));
        }
    }

    @Override
    public void onMerge(MergeEvent event) {
        check(event.getEntityName(), event.getOriginal());
        keepTheRest(event);
    }

    @Override
    public void onMerge(MergeEvent event, MergeContext copiedAlready) {
        onMerge(event);
    }

    /** A row that was changed: what was put into it is looked at before Hibernate does. */
    @Override
    public void onFlushEntity(FlushEntityEvent event) {
        var shape = Optional.ofNullable(shapes.get(event.getEntityEntry().getEntityName()))
                .filter(known -> !known.readOnly());
        if (shape.isPresent() && event.getEntityEntry().getStatus() == Status.MANAGED
                && event.getEntity() instanceof Map<?, ?> row) {
            refuseUnknown(shape.get(), row);
            fitNumbers(shape.get(), changeable(row));
        }
    }

    @SuppressWarnings("unchecked") // What Hibernate takes for a row without a class is a map of attributes.
    private static Map<String, @Nullable Object> changeable(Map<?, ?> row) {
        return (Map<String, @Nullable Object>) row;
    }

    /** What a copy does not name stays as it is; Hibernate would take it for null. */
    private void keepTheRest(MergeEvent event) {
        var shape = shape(event.getEntityName(), event.getOriginal());
        if (shape.isEmpty() || !(event.getOriginal() instanceof Map<?, ?> row) || row instanceof HibernateProxy
                || row.get(shape.get().keyName()) == null) {
            return;
        }
        var copy = changeable(row);
        var found = event.getSession().find(shape.get().name(), copy.get(shape.get().keyName()));
        if (found instanceof Map<?, ?> present) {
            for (var attribute : attributes.getOrDefault(shape.get().name(), Set.of())) {
                if (!copy.containsKey(attribute)) {
                    copy.put(attribute, changeable(present).get(attribute));
                }
            }
        }
    }

    @Override
    public void onDelete(DeleteEvent event) {
        refuseReadOnly(shape(event.getEntityName(), event.getObject()));
    }

    @Override
    public void onDelete(DeleteEvent event, DeleteContext transientEntities) {
        onDelete(event);
    }

    private void check(@Nullable String name, Object row) {
        var shape = shape(name, row);
        if (shape.isPresent() && row instanceof Map<?, ?> map && !(row instanceof HibernateProxy)) {
            refuseReadOnly(shape);
            refuseUnknown(shape.get(), map);
            // Otherwise Hibernate would not know the row again.
            changeable(map).putIfAbsent(Row.ENTITY, shape.get().name());
            fitNumbers(shape.get(), changeable(map));
            if (shape.get().key().size() > 1 && map.get(shape.get().keyName()) == null) {
                putKeyTogether(shape.get(), changeable(map));
            }
        }
    }

    private Optional<EntityShape> shape(@Nullable String name, Object row) {
        var entity = name != null ? name : row instanceof Map<?, ?> map ? map.get(Row.ENTITY) : null;
        return Optional.ofNullable(entity == null ? null : shapes.get(entity));
    }

    private static void refuseReadOnly(Optional<EntityShape> shape) {
        shape.filter(EntityShape::readOnly).ifPresent(known -> {
            throw new UnsupportedOperationException("entity '%s' is read only: %s".formatted(known.name(), known.view()
                    ? "it is a view; change the tables below it"
                    : "its table has no primary key; name one in the app's plan: ReflectedTable.of(\"%s\").key(...)"
                            .formatted(known.table().name())));
        });
    }

    private void refuseUnknown(EntityShape shape, Map<?, ?> row) {
        var known = attributes.getOrDefault(shape.name(), Set.of());
        for (var attribute : row.keySet()) {
            if (!known.contains(attribute) && !Row.ENTITY.equals(attribute)) {
                throw new IllegalArgumentException("entity '%s' has no attribute '%s'; %s".formatted(shape.name(),
                        attribute, Suggestions.among(known, String.valueOf(attribute))));
            }
        }
    }

    /** Databases differ in the kinds of numbers that they have for one and the same table; those who write a row needn't know. */
    private static void fitNumbers(EntityShape shape, Map<String, @Nullable Object> row) {
        for (var column : shape.columns()) {
            column.attribute().ifPresent(attribute -> {
                var type = column.type().java();
                if (row.get(attribute) instanceof Number number && Number.class.isAssignableFrom(type)
                        && !type.isInstance(number)) {
                    try {
                        row.put(attribute, Numbers.to(type, number));
                    } catch (ArithmeticException e) {
                        throw new IllegalArgumentException("entity '%s': the number for '%s' doesn't fit into %s"
                                .formatted(shape.name(), attribute, type.getSimpleName()), e);
                    }
                }
            });
        }
    }

    private static void putKeyTogether(EntityShape shape, Map<String, @Nullable Object> row) {
        Map<String, Object> key = new HashMap<>();
        for (var attribute : shape.key()) {
            var part = row.get(attribute);
            if (part == null) {
                return;
            }
            key.put(attribute, part);
        }
        row.put(shape.keyName(), key);
    }
}
