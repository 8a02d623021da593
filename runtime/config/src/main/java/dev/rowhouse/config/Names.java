package dev.rowhouse.config;

import java.util.regex.Pattern;

/**
 * What apps, instances and engines may be called: up to 63 lower-case letters, digits, dashes and underscores, a letter
 * or digit first. So a name can stand in a host name, a path, a file name or a log line without escaping.
 */
final class Names {
    static final String RULE = "use up to 63 lower-case letters, digits, '-' and '_', a letter or digit first";

    /** The rule as a regular expression. */
    static final String PATTERN = "[a-z0-9][a-z0-9_-]{0,62}";

    private static final Pattern NAME = Pattern.compile(PATTERN);

    private Names() {}

    static boolean isName(String value) {
        return NAME.matcher(value).matches();
    }

    static void check(String value) {
        if (!isName(value)) {
            throw new IllegalArgumentException("'%s' is not a name; %s".formatted(value, RULE));
        }
    }
}
