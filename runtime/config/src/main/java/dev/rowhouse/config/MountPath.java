package dev.rowhouse.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path prefix, matched by whole segments.
 *
 * @param value empty for the root, else starting with a slash and not ending with one: {@code "/north"}
 */
public record MountPath(String value) {
    /** All paths. */
    public static final MountPath ROOT = new MountPath("");

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~!$&'()+,=:@/-]*");

    /**
     * Checks the path. What servers and browsers read in different ways is not allowed: dot segments, escapes,
     * semicolons, backslashes, empty segments, and all but plain letters.
     *
     * @throws IllegalArgumentException if it is not a prefix; the message says what is wrong
     */
    public MountPath {
        problem(value).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    /** Whether a text would be a prefix: every server and browser reads such a path in the same way. */
    public static boolean isValid(String value) {
        return problem(value).isEmpty();
    }

    private static Optional<String> problem(String value) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.startsWith("/") || value.endsWith("/")) {
            return refusal(value, "does not start with a slash, or ends with one", "write a path like /north");
        }
        if (value.contains("//")) {
            return refusal(value, "has an empty segment", "write single slashes");
        }
        if (value.contains("*")) {
            return refusal(value, "has a '*'", "leave it out: a mount stands for everything below its path");
        }
        for (var segment : value.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return refusal(value, "has a dot segment", "write the path that it leads to");
            }
        }
        var plain = PLAIN.matcher(value);
        if (!plain.matches()) {
            return refusal(value, "has a character that a mount can't have (%s)".formatted(firstOdd(value)),
                    "use letters a to z, digits, '-', '_', '.' and '~' in its segments");
        }
        return Optional.empty();
    }

    private static String firstOdd(String value) {
        int odd = value.codePoints()
                .filter(point -> !PLAIN.matcher(Character.toString(point)).matches())
                .findFirst()
                .orElse(' ');
        return odd > ' ' && odd < 127 ? "'" + Character.toString(odd) + "'" : "U+%04X".formatted(odd);
    }

    private static Optional<String> refusal(String value, String problem, String remedy) {
        return Optional.of("'%s' %s; %s".formatted(value, problem, remedy));
    }

    /** The prefix, a slash for the root. */
    @Override
    public String toString() {
        return value.isEmpty() ? "/" : value;
    }
}
