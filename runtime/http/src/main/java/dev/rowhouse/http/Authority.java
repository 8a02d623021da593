package dev.rowhouse.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * The host and port that a request is for, in the one spelling that is compared.
 *
 * @param host in lower case, without final dot; an IPv6 address in brackets
 * @param port 1 to 65535, or 0 when none was written
 * @param text both, as a {@code Host} field has them
 */
record Authority(String host, int port, String text) {
    private static final int MAX_HOST = 253;

    /**
     * Reads a {@code Host} field, or the authority of a URL.
     *
     * @return empty if it is not a name or address with an optional port: user info, escapes, empty labels and leading
     *         zeros of a port are not accepted
     */
    static Optional<Authority> parse(String text) {
        int colon = text.startsWith("[") ? text.indexOf(':', Math.max(text.indexOf(']'), 0)) : text.indexOf(':');
        int port = colon < 0 ? 0 : parsePort(text, colon + 1);
        if (port < 0) {
            return Optional.empty();
        }
        var host = colon < 0 ? text : text.substring(0, colon);
        if (host.startsWith("[")) {
            return isIpv6(host) ? Optional.of(spell(host, port, text)) : Optional.empty();
        }
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        return isName(host) ? Optional.of(spell(host, port, text)) : Optional.empty();
    }

    /** @param text as it was written; most are spelled as they should be, and need no second text */
    private static Authority spell(String written, int port, String text) {
        var host = written.toLowerCase(Locale.ROOT);
        int end = port == 0 ? text.length() : text.lastIndexOf(':');
        boolean same = host.length() == end && text.startsWith(host);
        return new Authority(host, port, same ? text : port == 0 ? host : host + ":" + port);
    }

    /** The port, or the scheme's own. */
    int portOr(String scheme) {
        if (port != 0) {
            return port;
        }
        return scheme.equals("https") ? 443 : 80;
    }

    private static int parsePort(String text, int from) {
        int digits = text.length() - from;
        if (digits < 1 || digits > 5 || text.charAt(from) == '0') {
            return -1;
        }
        int port = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            port = port * 10 + c - '0';
        }
        return port > 65535 ? -1 : port;
    }

    private static boolean isIpv6(String bracketed) {
        if (!bracketed.endsWith("]") || bracketed.indexOf('%') >= 0) {
            return false;
        }
        try {
            var literal = bracketed.substring(1, bracketed.length() - 1);
            // An IPv4 address in brackets, or one mapped into IPv6, is one host with two names.
            return literal.indexOf(':') >= 0 && InetAddress.ofLiteral(literal) instanceof Inet6Address;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isName(String host) {
        if (host.isEmpty() || host.length() > MAX_HOST) {
            return false;
        }
        char previous = '.';
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
                    || c == '_' || (c == '.' && previous != '.');
            if (!good) {
                return false;
            }
            previous = c;
        }
        return previous != '.';
    }
}
