package dev.rowhouse.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells by a key or by the name of a URL's parameter that its value must not be shown. For use by one thread. */
final class SecretWords {
    private static final Pattern KEY = Pattern.compile(
            "(?:^|[-_. ])(?:secrets?|passwords?|passwd|pwd|passphrase|tokens?|credentials?|(?:api|access|private)[-_.]?key)(?:$|[-_. ])");

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private final Map<String, Boolean> known = new HashMap<>();

    /** Whether one segment of a key names a secret: {@code password}, {@code smtp-password}, {@code apiKey}. */
    boolean isSecretKey(String segment) {
        return known.computeIfAbsent(segment, SecretWords::judge);
    }

    private static boolean judge(String segment) {
        return KEY.matcher(HUMP.matcher(segment).replaceAll("-").toLowerCase(Locale.ROOT)).find();
    }

    /** Whether a parameter of a URL is one; wider than for keys, for nobody misses a parameter in a message. */
    static boolean isSecretParameter(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("pass") || lower.contains("pwd") || lower.contains("secret") || lower.contains("token")
                || lower.contains("key") || lower.contains("credential");
    }
}
