package dev.rowhouse.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hibernate.metamodel.internal.AbstractDynamicMapInstantiator;
import org.jspecify.annotations.Nullable;

/**
 * A row that has no class, as a session reads it: a map of attributes that is equal to itself alone, and shows itself without
 * the rows that it leads to. Those lead back to it, and would have to be read first.
 */
final class Row extends HashMap<String, @Nullable Object> {
    private static final long serialVersionUID = 1L;

    /** The entry in which Hibernate keeps the name of a row's entity. */
    static final String ENTITY = AbstractDynamicMapInstantiator.TYPE_KEY;

    /** An empty row of an entity. */
    Row(String entity) {
        put(ENTITY, entity);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public Object clone() {
        return new HashMap<>(this);
    }

    /** The entity and its plain values; three dots for what it leads to. */
    @Override
    public String toString() {
        return new TreeMap<>(this).entrySet()
                .stream()
                .filter(entry -> !entry.getKey().equals(ENTITY))
                .map(entry -> entry.getKey() + "=" + shown(entry.getValue()))
                .collect(Collectors.joining(", ", get(ENTITY) + "{", "}"));
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> _,Iterable<?> _ -> "...";
            case byte[] bytes -> bytes.length + " bytes";
            case null, default -> String.valueOf(value);
        };
    }
}
