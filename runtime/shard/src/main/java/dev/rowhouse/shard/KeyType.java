package dev.rowhouse.shard;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the values that decide on a shard are. All Java types of one kind are brought to one form, which is compared and hashed. */
enum KeyType {
    /** Whole numbers; as {@code Long}. */
    INTEGER(Set.of(Long.class, Integer.class, Short.class, Byte.class, BigInteger.class, long.class, int.class,
            short.class, byte.class)),
    /** Texts, and enums by the names of their constants; as {@code String}. */
    TEXT(Set.of(String.class)),
    /** As it is. */
    UUID(Set.of(UUID.class)),
    /** Numbers with a fraction, exact ones; as {@code BigDecimal} without zeros at its end. */
    DECIMAL(Set.of(BigDecimal.class)),
    /** Days; as {@code LocalDate}. */
    DATE(Set.of(LocalDate.class)),
    /** Times of day on a day; as {@code LocalDateTime}. */
    DATE_TIME(Set.of(LocalDateTime.class)),
    /** Moments; as {@code Instant}. */
    INSTANT(Set.of(Instant.class));

    @SuppressWarnings("ImmutableEnumChecker") // Immutable sets are made of it.
    private final Set<Class<?>> javaTypes;

    KeyType(Set<Class<?>> javaTypes) {
        this.javaTypes = javaTypes;
    }

    /** What values of a Java type are; empty if none of these. */
    static Optional<KeyType> of(Class<?> java) {
        if (java.isEnum()) {
            return Optional.of(TEXT);
        }
        for (var type : values()) {
            if (type.javaTypes.contains(java)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Whether {@link StableHash} knows them. */
    boolean hashes() {
        return this == INTEGER || this == TEXT || this == UUID;
    }

    /**
     * Brings a value to the one form of its kind.
     *
     * @throws IllegalArgumentException if it is of another kind
     */
    Object canonical(Object value) {
        try {
            return switch (this) {
                case INTEGER -> switch (value) {
                    case BigInteger big -> big.longValueExact();
                    case Long number -> number;
                    case Integer number -> number.longValue();
                    case Short number -> number.longValue();
                    case Byte number -> number.longValue();
                    default -> throw refusal(value);
                };
                case TEXT -> switch (value) {
                    case String text -> text;
                    case Enum<?> constant -> constant.name();
                    default -> throw refusal(value);
                };
                case DECIMAL -> switch (value) {
                    case BigDecimal number -> number.stripTrailingZeros();
                    case Long number -> BigDecimal.valueOf(number).stripTrailingZeros();
                    case Integer number -> BigDecimal.valueOf(number).stripTrailingZeros();
                    default -> throw refusal(value);
                };
                case UUID, DATE, DATE_TIME, INSTANT -> {
                    if (!javaTypes.contains(value.getClass())) {
                        throw refusal(value);
                    }
                    yield value;
                }
            };
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("the key %s is larger than 64 bits".formatted(value), e);
        }
    }

    private IllegalArgumentException refusal(Object value) {
        return new IllegalArgumentException(
                "a key is %s here, but this is a value of %s".formatted(this, value.getClass().getName()));
    }

    /**
     * Reads a value as the configuration has it.
     *
     * @throws IllegalArgumentException if the text is no such value
     */
    Object parse(String text) {
        try {
            return switch (this) {
                case INTEGER -> Long.parseLong(text);
                case TEXT -> text;
                case UUID -> java.util.UUID.fromString(text);
                case DECIMAL -> new BigDecimal(text).stripTrailingZeros();
                case DATE -> LocalDate.parse(text);
                case DATE_TIME -> LocalDateTime.parse(text);
                case INSTANT -> Instant.parse(text);
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("'%s' is not %s".formatted(text, this), e);
        }
    }

    /** How ranges order values: numbers by value, texts by code point, UUIDs as they are written, times from the earliest. */
    Comparator<Object> order() {
        return switch (this) {
            case INTEGER -> Comparator.comparing(Long.class::cast);
            case TEXT -> (a, b) -> Texts.byCodePoint((String) a, (String) b);
            case UUID -> Comparator.comparing(Object::toString);
            case DECIMAL -> Comparator.comparing(BigDecimal.class::cast);
            case DATE -> Comparator.comparing(LocalDate.class::cast);
            case DATE_TIME -> Comparator.comparing(LocalDateTime.class::cast);
            case INSTANT -> Comparator.comparing(Instant.class::cast);
        };
    }

    /** As messages name it. */
    @Override
    public String toString() {
        return switch (this) {
            case INTEGER -> "a whole number";
            case TEXT -> "a text";
            case UUID -> "a UUID";
            case DECIMAL -> "a decimal number";
            case DATE -> "a date like 2026-01-31";
            case DATE_TIME -> "a date and time like 2026-01-31T12:00:00";
            case INSTANT -> "a moment like 2026-01-31T12:00:00Z";
        };
    }
}
