package dev.rowhouse.config;

import java.util.Comparator;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The secrets of one instance, to take them out of messages that were written elsewhere (a driver's, a library's).
 *
 * @param values the secrets
 */
public record Secrets(Set<String> values) {
    /** No secrets at all. */
    public static final Secrets NONE = new Secrets(Set.of());

    /** A shorter secret is part of many words, so it is concealed only where it stands alone. */
    private static final int LONG_ENOUGH = 4;

    private static final Comparator<String> LONGEST_FIRST = Comparator.comparingInt(String::length)
            .reversed()
            .thenComparing(Comparator.naturalOrder());

    public Secrets {
        values = Set.copyOf(values);
    }

    /**
     * The text with three asterisks for every secret in it.
     *
     * <p>A secret of less than four characters is taken out only between characters that are neither letters nor digits:
     * a password {@code sa} leaves {@code message} alone.
     */
    public String conceal(String text) {
        if (values.isEmpty()) {
            return text;
        }
        var result = text;
        // Longest first: a secret that is part of another would break that one up and leave its rest standing.
        for (String value : values.stream().sorted(LONGEST_FIRST).toList()) {
            if (value.isEmpty() || !result.contains(value)) {
                continue;
            }
            result = value.length() < LONG_ENOUGH
                    ? Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])")
                            .matcher(result)
                            .replaceAll("***")
                    : result.replace(value, "***");
        }
        return result;
    }

    /** How many there are. */
    @Override
    public String toString() {
        return "Secrets[%d]".formatted(values.size());
    }
}
