package dev.rowhouse.browser;

import dev.rowhouse.config.InstanceName;

/**
 * What the cookies of login sessions are called: {@code rowhouse-<instance>}, and {@code __Host-rowhouse-<instance>} where browsers
 * allow that name, which is behind TLS and for a whole host. All names that look like these belong to the runtime.
 */
final class LoginName {
    private static final String PREFIX = "rowhouse-";
    private static final String HOST = "__Host-";
    private static final String SECURE = "__Secure-";

    private final String plain;
    private final String hosted;

    LoginName(InstanceName instance) {
        plain = PREFIX + instance;
        hosted = HOST + plain;
    }

    /** The one name that counts for a request: another one, which a neighbour may have been able to set, is not asked for. */
    String of(boolean secure, boolean wholeHost) {
        return secure && wholeHost ? hosted : plain;
    }

    /** Whether a name belongs to the login sessions of some other instance. */
    boolean isOthers(String name) {
        return isReserved(name) && !name.equals(plain) && !name.equals(hosted);
    }

    /** Cookies are told apart by case, but not everything that reads them does so. */
    private static boolean isReserved(String name) {
        return startsWith(name, PREFIX, 0) || (startsWith(name, HOST, 0) && startsWith(name, PREFIX, HOST.length()))
                || (startsWith(name, SECURE, 0) && startsWith(name, PREFIX, SECURE.length()));
    }

    /** Whether a browser takes a cookie of that name only for a whole host. */
    static boolean wantsWholeHost(String name) {
        return startsWith(name, HOST, 0);
    }

    private static boolean startsWith(String name, String prefix, int at) {
        return name.regionMatches(true, at, prefix, 0, prefix.length());
    }
}
