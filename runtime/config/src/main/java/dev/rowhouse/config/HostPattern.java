package dev.rowhouse.config;

import java.net.IDN;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A host name, or all names below one.
 *
 * @param name in lower case, without port and final dot; an IPv6 address in brackets
 * @param wildcard whether it stands for every name below that one ({@code *.example.com}), but not for the name itself
 */
public record HostPattern(String name, boolean wildcard) {
    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*");

    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

    private static final String EXAMPLES = "write a host like example.com, *.example.com or [::1]";

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if no client can send it; the message says what is wrong
     */
    public HostPattern {
        boolean address = isAddress(name);
        if (!address && (!NAME.matcher(name).matches() || ENDS_IN_NUMBER.matcher(name).matches())) {
            throw refusal(name, "is not a host name");
        }
        if (address && wildcard) {
            throw refusal("*." + name, "has a wildcard before an address");
        }
    }

    /**
     * Reads {@code example.com} or {@code *.example.com}, in any case, with or without a final dot; names in other
     * scripts become what a browser makes of them.
     *
     * @throws IllegalArgumentException if it is not a host
     */
    public static HostPattern parse(String text) {
        boolean wildcard = text.startsWith("*.");
        var name = wildcard ? text.substring(2) : text;
        if (name.startsWith("[") && name.endsWith("]")) {
            return new HostPattern("[%s]".formatted(name.substring(1, name.length() - 1).toLowerCase(Locale.ROOT)),
                    wildcard).canonical();
        }
        var dotless = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        try {
            return new HostPattern(IDN.toASCII(dotless).toLowerCase(Locale.ROOT), wildcard);
        } catch (IllegalArgumentException e) {
            throw refusal(text, "is not a host name");
        }
    }

    /** The one spelling of an IPv6 address that browsers use (RFC 5952). */
    private HostPattern canonical() {
        var groups = InetAddress.ofLiteral(name).getHostAddress().split(":", -1);
        int start = 0;
        int longest = 1;
        for (int i = 0; i < groups.length; i++) {
            int end = i;
            while (end < groups.length && groups[end].equals("0")) {
                end++;
            }
            if (end - i > longest) {
                start = i;
                longest = end - i;
            }
        }
        var shortest = longest == 1 ? String.join(":", groups)
                : String.join(":", Arrays.copyOfRange(groups, 0, start)) + "::"
                        + String.join(":", Arrays.copyOfRange(groups, start + longest, groups.length));
        return new HostPattern("[" + shortest + "]", wildcard);
    }

    private static boolean isAddress(String name) {
        boolean bracketed = name.startsWith("[") && name.endsWith("]");
        if (name.contains("%") || !(bracketed || ENDS_IN_NUMBER.matcher(name).matches())) {
            return false;
        }
        try {
            var address = InetAddress.ofLiteral(name);
            return address instanceof Inet4Address ? address.getHostAddress().equals(name) : bracketed;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static IllegalArgumentException refusal(String name, String problem) {
        return new IllegalArgumentException("'%s' %s; %s".formatted(name, problem, EXAMPLES));
    }

    /** {@code example.com} or {@code *.example.com}. */
    @Override
    public String toString() {
        return wildcard ? "*." + name : name;
    }
}
