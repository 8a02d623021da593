package dev.rowhouse.apps.library.tables;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** A part of a key as text: numbers in digits, dates and times as ISO 8601 has them, bytes in hexadecimal digits. */
final class KeyText {
    private static final Map<Class<?>, Function<String, Object>> READERS = Map.ofEntries(
            Map.entry(String.class, text -> text), Map.entry(Character.class, KeyText::character),
            Map.entry(Boolean.class, KeyText::flag), Map.entry(Byte.class, Byte::valueOf),
            Map.entry(Short.class, Short::valueOf), Map.entry(Integer.class, Integer::valueOf),
            Map.entry(Long.class, Long::valueOf), Map.entry(Float.class, Float::valueOf),
            Map.entry(Double.class, Double::valueOf), Map.entry(BigInteger.class, BigInteger::new),
            Map.entry(BigDecimal.class, BigDecimal::new), Map.entry(byte[].class, HexFormat.of()::parseHex),
            Map.entry(UUID.class, UUID::fromString), Map.entry(LocalDate.class, LocalDate::parse),
            Map.entry(LocalTime.class, LocalTime::parse), Map.entry(LocalDateTime.class, LocalDateTime::parse),
            Map.entry(OffsetTime.class, OffsetTime::parse), Map.entry(OffsetDateTime.class, OffsetDateTime::parse),
            Map.entry(ZonedDateTime.class, ZonedDateTime::parse), Map.entry(Instant.class, Instant::parse),
            Map.entry(Duration.class, Duration::parse));

    private KeyText() {}

    /** Whether parts of this type can be written and read. */
    static boolean isKnown(Class<?> type) {
        return type.isEnum() || READERS.containsKey(type);
    }

    static String write(Object part) {
        return switch (part) {
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            case Enum<?> constant -> constant.name();
            case BigDecimal number -> number.toPlainString();
            default -> part.toString();
        };
    }

    /** Reads parts of a type that is known; what it can't read is empty. */
    static Function<String, Optional<Object>> reader(Class<?> type) {
        return text -> {
            if (type.isEnum()) {
                return Arrays.stream((Object[]) type.getEnumConstants())
                        .filter(constant -> ((Enum<?>) constant).name().equals(text))
                        .findFirst();
            }
            try {
                return Optional.ofNullable(READERS.get(type)).map(reader -> reader.apply(text));
            } catch (IllegalArgumentException | DateTimeException e) {
                return Optional.empty();
            }
        };
    }

    private static Character character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character");
        }
        return text.charAt(0);
    }

    private static Boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return Boolean.valueOf(text);
    }
}
