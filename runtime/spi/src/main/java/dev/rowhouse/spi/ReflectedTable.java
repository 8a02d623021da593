package dev.rowhouse.spi;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A table or view that exists already, and what an app knows of it beyond what its database says. What is said here
 * overrides what is read, and an instance whose database lacks it doesn't start.
 *
 * <p>Immutable; each method returns another one.
 */
public final class ReflectedTable {
    private static final Set<Class<?>> TYPES = Set.of(String.class, Character.class, Boolean.class, Byte.class,
            Short.class, Integer.class, Long.class, Float.class, Double.class, BigInteger.class, BigDecimal.class,
            byte[].class, UUID.class, LocalDate.class, LocalTime.class, LocalDateTime.class, OffsetTime.class,
            OffsetDateTime.class, ZonedDateTime.class, Instant.class, Duration.class, Integer[].class, Short[].class,
            Long[].class, String[].class, Boolean[].class, Double[].class, Float[].class, BigDecimal[].class);

    private final String name;
    private final Map<String, Optional<Class<?>>> columns;
    private final List<String> key;

    private ReflectedTable(String name, Map<String, Optional<Class<?>>> columns, List<String> key) {
        this.name = name;
        this.columns = columns;
        this.key = key;
    }

    /**
     * A table as its database has it.
     *
     * @param name the name of a table or view; in any case where the database doesn't tell cases apart
     */
    public static ReflectedTable of(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a table has no name; write the name of a table or view");
        }
        return new ReflectedTable(name, Map.of(), List.of());
    }

    /**
     * A table that must have these columns.
     *
     * @throws IllegalArgumentException if a column was named before
     */
    public ReflectedTable column(String... names) {
        var more = this;
        for (var column : names) {
            more = more.with(column, Optional.empty());
        }
        return more;
    }

    /**
     * A table that must have a column, and what the column holds, whatever its database says: one that is a foreign key is
     * a plain value then.
     *
     * @param type a type of the JDK that Jakarta Persistence knows ({@code String}, {@code Long}, {@code LocalDate},
     *        {@code UUID}, {@code byte[]}, {@code Integer[]}), or an enum, stored by its names
     * @throws IllegalArgumentException if the column was named before, or the type is none of these
     */
    public ReflectedTable column(String column, Class<?> type) {
        if (!type.isEnum() && !TYPES.contains(type)) {
            throw new IllegalArgumentException(
                    "column '%s' of table '%s' can't hold %s; write an enum, or one of %s".formatted(column, name,
                            type.getName(), TYPES.stream().map(Class::getSimpleName).sorted().toList()));
        }
        return with(column, Optional.of(type));
    }

    private ReflectedTable with(String column, Optional<Class<?>> type) {
        var more = new LinkedHashMap<>(columns);
        if (more.put(column, type) != null) {
            throw new IllegalArgumentException(
                    "column '%s' of table '%s' is named twice; name it once, with its type if it has one"
                            .formatted(column, name));
        }
        return new ReflectedTable(name, more, key);
    }

    /**
     * A table whose rows are told apart by these columns, where its database knows no primary key, as of a view. It can be
     * read by key then, and changed if it is a table.
     *
     * @param column the first column of the key
     * @param more the others, in the key's order
     */
    public ReflectedTable key(String column, String... more) {
        return new ReflectedTable(name, columns, Stream.concat(Stream.of(column), Stream.of(more)).toList());
    }

    /** What the app calls it. */
    public String name() {
        return name;
    }

    /** The columns that it must have, with the types that the app gave them; unmodifiable. */
    public Map<String, Optional<Class<?>>> columns() {
        return Collections.unmodifiableMap(columns);
    }

    /** The columns that tell its rows apart; empty if its database says it. Unmodifiable. */
    public List<String> key() {
        return key;
    }
}
