package dev.rowhouse.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * The secrets in URLs: user info ({@code //user:password@host}, Oracle's {@code thin:user/password@}) and parameters
 * like {@code ;PASSWORD=} and {@code ?sslpassword=}.
 */
final class UrlSecrets {
    private static final Pattern PARAMETER = Pattern.compile("[;?&]\\s*([^=;?&]+)=(\\{[^}]*}|[^;&]*)");

    private static final Pattern USER_INFO = Pattern.compile("//([^/?;#]*)@");

    /** Up to the last @ of all: a password may hold any character that its driver does not mind. */
    private static final Pattern WIDE_USER_INFO = Pattern.compile("//(.*)@", Pattern.DOTALL);

    private static final Pattern ORACLE_USER_INFO = Pattern.compile("^jdbc:[^/@]*:([^:@/]+/.*)@", Pattern.DOTALL);

    private UrlSecrets() {}

    /** Whether it is worth looking for secrets in a text. */
    static boolean looksLikeUrl(String text) {
        return text.contains("://") || text.startsWith("jdbc:");
    }

    /** The URL with three asterisks for what is or may be a secret. */
    static String conceal(String url) {
        var shown = new StringBuilder();
        int done = 0;
        var parameters = PARAMETER.matcher(url);
        while (parameters.find()) {
            if (SecretWords.isSecretParameter(parameters.group(1))) {
                shown.append(url, done, parameters.start(2)).append("***");
                done = parameters.end(2);
            }
        }
        shown.append(url, done, url.length());
        var oracle = ORACLE_USER_INFO.matcher(shown);
        if (oracle.find()) {
            return shown.replace(oracle.start(1), oracle.end(1), "***").toString();
        }
        var wide = WIDE_USER_INFO.matcher(shown);
        return wide.find() ? shown.replace(wide.start(1), wide.end(1), "***").toString() : shown.toString();
    }

    /** The secrets of a URL, as written and decoded. */
    static Set<String> find(String url) {
        if (url.indexOf('@') < 0 && url.indexOf('=') < 0) {
            return Set.of();
        }
        Set<String> found = new HashSet<>();
        var parameters = PARAMETER.matcher(url);
        while (parameters.find()) {
            if (SecretWords.isSecretParameter(parameters.group(1))) {
                var value = parameters.group(2);
                addBoth(found, value);
                if (value.startsWith("{") && value.endsWith("}")) {
                    addBoth(found, value.substring(1, value.length() - 1));
                }
                // H2's CIPHER takes two passwords in one.
                for (var part : value.split(" ", -1)) {
                    addBoth(found, part);
                }
            }
        }
        BiConsumer<Pattern, Character> userInfo = (pattern, separator) -> {
            var matcher = pattern.matcher(url);
            if (matcher.find()) {
                addPassword(found, matcher.group(1), separator);
            }
        };
        userInfo.accept(USER_INFO, ':');
        userInfo.accept(WIDE_USER_INFO, ':');
        userInfo.accept(ORACLE_USER_INFO, '/');
        found.remove("");
        return found;
    }

    private static void addPassword(Set<String> found, String userInfo, char separator) {
        int start = userInfo.indexOf(separator);
        if (start >= 0) {
            addBoth(found, userInfo.substring(start + 1));
        }
    }

    private static void addBoth(Set<String> found, String raw) {
        found.add(raw);
        found.add(decode(raw));
    }

    static String decode(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A percent sign that begins no escape stands for itself.
            return raw;
        }
    }
}
