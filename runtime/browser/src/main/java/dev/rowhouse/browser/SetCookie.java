package dev.rowhouse.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A {@code Set-Cookie} field as browsers read it (RFC 6265, 5.2): what stands before the first semicolon is the pair, what follows are
 * attributes, and quotes mean nothing.
 *
 * @param name the name of the cookie; empty if there is none
 * @param paths the value of each {@code Path} attribute; the last one would count
 * @param domains the value of each {@code Domain} attribute
 */
record SetCookie(String name, List<String> paths, List<String> domains) {
    private static final int LONGEST_SHOWN = 64;

    SetCookie {
        paths = List.copyOf(paths);
        domains = List.copyOf(domains);
    }

    /**
     * Reads a field.
     *
     * @return empty if browsers don't agree on what it says: it has control characters, attributes beyond ASCII, or characters that are
     *         cut to a byte when they are sent
     */
    static Optional<SetCookie> parse(String field) {
        int end = field.indexOf(';');
        var pair = end < 0 ? field : field.substring(0, end);
        var attributes = end < 0 ? "" : field.substring(end + 1);
        if (!pair.chars().allMatch(c -> c >= ' ' && c != 0x7f && c <= 0xff)
                || !attributes.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return Optional.empty();
        }
        var paths = new ArrayList<String>(1);
        var domains = new ArrayList<String>(0);
        for (var attribute : attributes.split(";", -1)) {
            int equals = attribute.indexOf('=');
            var name = (equals < 0 ? attribute : attribute.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
            var value = equals < 0 ? "" : attribute.substring(equals + 1).strip();
            switch (name) {
                case "path" -> paths.add(value);
                case "domain" -> domains.add(value);
                default -> {
                    // The others don't say where a cookie goes.
                }
            }
        }
        int equals = pair.indexOf('=');
        return Optional.of(new SetCookie(equals < 0 ? "" : pair.substring(0, equals).strip(), paths, domains));
    }

    /** A part of a field as a message may quote it: short, and on one line. */
    static String shown(String text) {
        var plain = text.chars()
                .limit(LONGEST_SHOWN)
                .map(c -> c >= ' ' && c < 0x7f ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return "'" + plain + (text.length() > LONGEST_SHOWN ? "…'" : "'");
    }
}
