package dev.rowhouse.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads numbers, durations, sizes and words; what is none of these is noted as a mistake and answered with nothing. */
final class Scalars {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?");

    private static final List<String> TRUE = List.of("true", "yes", "on");
    private static final List<String> FALSE = List.of("false", "no", "off");

    /** A number this long is none that anybody means, and takes long to compute with. */
    private static final int LONGEST_NUMBER = 40;

    private Scalars() {}

    static Optional<Boolean> flag(Node node) {
        return node.text("true or false").flatMap(text -> {
            if (!TRUE.contains(text) && !FALSE.contains(text)) {
                node.wrong("%s is neither true nor false".formatted(node.shown(text)), "write true or false");
                return Optional.empty();
            }
            return Optional.of(TRUE.contains(text));
        });
    }

    static Optional<Integer> integer(Node node, int least, int most) {
        return whole(node, least, most).map(Long::intValue);
    }

    static Optional<Long> whole(Node node, long least, long most) {
        return node.text("a whole number").flatMap(text -> {
            try {
                if (text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches()) {
                    var number = new BigDecimal(text);
                    if (number.precision() - number.scale() <= LONGEST_NUMBER) {
                        return within(node, text, number.toBigIntegerExact(), least, most);
                    }
                }
            } catch (ArithmeticException | NumberFormatException e) {
                // Said below, as for every other text.
            }
            node.wrong("%s is not a whole number".formatted(node.shown(text)),
                    "write a whole number " + range(least, most));
            return Optional.empty();
        });
    }

    private static Optional<Long> within(Node node, String text, BigInteger number, long least, long most) {
        int below = number.compareTo(BigInteger.valueOf(least));
        if (below < 0 || number.compareTo(BigInteger.valueOf(most)) > 0) {
            node.wrong("%s is too %s".formatted(node.isSecret() ? "the value" : text, below < 0 ? "small" : "large"),
                    "write a whole number " + range(least, most));
            return Optional.empty();
        }
        return Optional.of(number.longValue());
    }

    private static String range(long least, long most) {
        boolean open = most == Integer.MAX_VALUE || most == Long.MAX_VALUE;
        return open && least >= 0 ? "of at least " + least : "from %d to %d".formatted(least, most);
    }

    static Optional<Double> decimal(Node node) {
        return node.text("a number").flatMap(text -> {
            if (NUMBER.matcher(text).matches()) {
                try {
                    double number = Double.parseDouble(text);
                    if (Double.isFinite(number)) {
                        return Optional.of(number);
                    }
                } catch (NumberFormatException e) {
                    // Said below, as for every other text.
                }
            }
            node.wrong("%s is not a number".formatted(node.shown(text)), "write a number, like 2.5");
            return Optional.empty();
        });
    }

    /** A duration with its unit; HOCON would take a bare number for milliseconds, which nobody expects. */
    static Optional<Duration> duration(Node node) {
        return node.text("a duration").flatMap(text -> {
            if (!text.strip().equals("0") && NUMBER.matcher(text.strip()).matches()) {
                node.wrong("%s has no unit".formatted(node.shown(text)),
                        "write a duration with a unit, like 500ms, 30s, 5m or 12h");
                return Optional.empty();
            }
            try {
                return Optional.of(ConfigValueFactory.fromAnyRef(text).atKey("value").getDuration("value"));
            } catch (ConfigException | ArithmeticException e) {
                node.wrong("%s is not a duration".formatted(node.shown(text)),
                        "write a number and a unit, like 500ms, 30s, 5m or 12h");
                return Optional.empty();
            }
        });
    }

    /** A duration of at least the given length. */
    static Optional<Duration> duration(Node node, Duration least) {
        var found = duration(node);
        if (found.isPresent() && found.get().compareTo(least) < 0) {
            node.wrong("the duration is too short",
                    least.isZero() ? "write 0s or more" : "write at least %dms".formatted(least.toMillis()));
            return Optional.empty();
        }
        return found;
    }

    /** A number of bytes, with or without unit. */
    static Optional<Long> size(Node node, long least, long most) {
        return node.text("a size").flatMap(text -> {
            BigInteger bytes;
            try {
                bytes = ConfigValueFactory.fromAnyRef(text).atKey("value").getMemorySize("value").toBytesBigInteger();
            } catch (ConfigException | ArithmeticException e) {
                node.wrong("%s is not a size".formatted(node.shown(text)),
                        "write a number and a unit, like 512 KiB or 2 MiB");
                return Optional.empty();
            }
            return within(node, text, bytes, least, most);
        });
    }

    /** The path of a folder. */
    static Optional<Path> folder(Node node) {
        return node.text("the path of a folder").flatMap(text -> {
            try {
                if (!text.isBlank()) {
                    return Optional.of(Path.of(text));
                }
            } catch (InvalidPathException e) {
                // Said below, as for an empty one.
            }
            node.wrong("%s is not a path".formatted(node.shown(text)),
                    "write the path of a folder, like {here}/data/...");
            return Optional.empty();
        });
    }

    /** A constant, written in lower case with dashes. */
    static <E extends Enum<E>> Optional<E> choice(Node node, Class<E> type) {
        return constant(node, type.getEnumConstants()).map(type::cast);
    }

    /** One of the constants of an enum, written in lower case with dashes. */
    static Optional<Object> constant(Node node, Object[] constants) {
        return node.text("a word").flatMap(text -> {
            Optional<Object> found = Arrays.stream(constants)
                    .filter(constant -> dashed(constant).equals(text))
                    .findFirst();
            if (found.isEmpty()) {
                node.wrong("%s is not known".formatted(node.shown(text)),
                        Suggestions.among(Arrays.stream(constants).map(Scalars::dashed).toList(), text));
            }
            return found;
        });
    }

    static String dashed(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
