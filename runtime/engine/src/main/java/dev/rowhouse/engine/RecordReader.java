package dev.rowhouse.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/** Makes records of rows. For one thread and one row, with those that it leads to. */
final class RecordReader {
    /** The rows that the one that is read now was reached by. */
    private final Set<Object> way = Collections.newSetFromMap(new IdentityHashMap<>());

    private RecordReader() {}

    /** A row as a record; see {@link dev.rowhouse.spi.Tables#read(Class, Map)}. */
    static <R extends Record> R read(Class<R> type, Map<String, ?> row) {
        return new RecordReader().record(type, row);
    }

    private <R extends Record> R record(Class<R> type, Map<String, ?> row) {
        var itself = row instanceof HibernateProxy proxy ? proxy.getHibernateLazyInitializer().getImplementation()
                : row;
        if (!way.add(itself)) {
            throw new IllegalArgumentException(
                    "%s: the row leads back to itself; leave out the component that leads there"
                            .formatted(type.getSimpleName()));
        }
        try {
            return made(type, row);
        } finally {
            way.remove(itself);
        }
    }

    private <R extends Record> R made(Class<R> type, Map<String, ?> row) {
        var components = type.getRecordComponents();
        var values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = value(type, components[i], row);
        }
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException refusal ? refusal
                    : new IllegalArgumentException("%s refuses a row".formatted(type.getName()), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("%s can't be made of a row: %s".formatted(type.getName(), e), e);
        }
    }

    private @Nullable Object value(Class<?> type, RecordComponent component, Map<String, ?> row) {
        var attribute = attribute(component.getName(), row).orElseThrow(
                () -> new IllegalArgumentException("%s.%s: the row has no such attribute; it has %s".formatted(
                        type.getSimpleName(), component.getName(), row.keySet().stream().sorted().toList())));
        try {
            return converted(row.get(attribute), component.getGenericType());
        } catch (ArithmeticException | ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException("%s.%s: %s doesn't fit into %s".formatted(type.getSimpleName(),
                    component.getName(), kind(row.get(attribute)), component.getType().getSimpleName()), e);
        }
    }

    /** No value is told: it may be secret. */
    private static String kind(@Nullable Object value) {
        return value == null ? "null" : "a value of " + value.getClass().getSimpleName();
    }

    private static Optional<String> attribute(String component, Map<String, ?> row) {
        if (row.containsKey(component)) {
            return Optional.of(component);
        }
        var plain = plain(component);
        var alike = row.keySet().stream().filter(name -> plain(name).equals(plain)).toList();
        return alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty();
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    @SuppressWarnings("unchecked") // A class that is a record's is the class of a record; rows are maps of attributes.
    private @Nullable Object converted(@Nullable Object value, Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic(value, generic);
        }
        var target = (Class<?>) type;
        if (value == null) {
            if (target.isPrimitive()) {
                throw new NullPointerException();
            }
            return null;
        }
        if (target.isRecord() && value instanceof Map<?, ?> row) {
            return record(target.asSubclass(Record.class), (Map<String, ?>) row);
        }
        if (value instanceof Number number) {
            return Numbers.to(target, number);
        }
        if (target == boolean.class || target == Boolean.class) {
            return (Boolean) value;
        }
        if (target.isEnum() && value instanceof String name) {
            return constant(target, name);
        }
        if (target == char.class || target == Character.class) {
            return character(value);
        }
        return target == String.class
                && !(value instanceof Map || value instanceof Collection || value.getClass().isArray())
                        ? value.toString()
                        : target.cast(value);
    }

    private static Object constant(Class<?> target, String name) {
        return Arrays.stream(target.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow(ClassCastException::new);
    }

    private static Object character(Object value) {
        if (value instanceof Character || (value instanceof String text && text.length() == 1)) {
            return value.toString().charAt(0);
        }
        throw new ClassCastException();
    }

    private @Nullable Object generic(@Nullable Object value, ParameterizedType type) {
        var inner = type.getActualTypeArguments()[0];
        if (type.getRawType() == Optional.class) {
            return Optional.ofNullable(converted(value, inner));
        }
        if (type.getRawType() == List.class && value instanceof Collection<?> elements) {
            return elements.stream().map(element -> converted(element, inner)).toList();
        }
        return ((Class<?>) type.getRawType()).cast(value);
    }
}
