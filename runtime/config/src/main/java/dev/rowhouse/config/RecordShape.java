package dev.rowhouse.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How to take a record apart and to make one, of whatever visibility.
 *
 * @param components in their order
 * @param constructor the canonical one
 */
record RecordShape(List<Component> components, Constructor<?> constructor) {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    /**
     * A component and the key that it is read from.
     *
     * @param key {@code max-rows} for {@code maxRows}
     */
    record Component(String key, Type type, RecordComponent reflected) {
        /** The value in a record; empty for null. */
        Optional<Object> valueIn(Object record) {
            try {
                var accessor = reflected.getAccessor();
                accessor.setAccessible(true);
                return Optional.ofNullable(accessor.invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("can't read component '%s' of %s".formatted(reflected.getName(),
                        reflected.getDeclaringRecord().getName()), e);
            }
        }
    }

    static RecordShape of(Class<?> type) {
        var components = type.getRecordComponents();
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return new RecordShape(Arrays.stream(components)
                    .map(component -> new Component(dashed(component.getName()), component.getGenericType(), component))
                    .toList(), constructor);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("%s is a record without its constructor".formatted(type.getName()), e);
        }
    }

    private static String dashed(String name) {
        return HUMP.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    List<String> keys() {
        return components.stream().map(Component::key).toList();
    }

    /**
     * A record of these values.
     *
     * @throws Refusal if its constructor does not like them
     */
    Record create(List<Object> values) throws Refusal {
        try {
            return (Record) constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new Refusal(e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("can't make a %s".formatted(constructor.getDeclaringClass().getName()), e);
        }
    }

    /** What a record's own check said. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(Throwable cause) {
            super(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
        }
    }
}
