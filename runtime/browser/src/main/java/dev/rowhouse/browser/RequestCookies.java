package dev.rowhouse.browser;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The cookies of a request as a browser writes them (RFC 6265, 5.4): pairs between semicolons. Quotes mean nothing there. Parsers that let
 * them hold several pairs together would hand one cookie out as part of another's value.
 */
final class RequestCookies {
    private RequestCookies() {}

    /** The different values that cookies of one name have, in the order of the request. */
    static List<String> values(HeaderMap fields, String name) {
        var cookies = fields.get(Headers.COOKIE);
        if (cookies == null) {
            return List.of();
        }
        var values = new ArrayList<String>(1);
        for (var field : cookies) {
            if (!field.contains(name)) {
                continue;
            }
            for (var pair : pairs(field)) {
                int end = pair.indexOf('=');
                if (end >= 0 && pair.substring(0, end).strip().equals(name)) {
                    var value = pair.substring(end + 1).strip();
                    if (!values.contains(value)) {
                        values.add(value);
                    }
                }
            }
        }
        return values;
    }

    /** Takes cookies out of a request, by their names, as if they had not been sent. */
    static void remove(HeaderMap fields, Predicate<String> unwanted) {
        var cookies = fields.get(Headers.COOKIE);
        if (cookies == null || cookies.stream().noneMatch(field -> isUnwanted(field, unwanted))) {
            return;
        }
        var kept = cookies.stream()
                .map(field -> String.join("; ",
                        pairs(field).stream()
                                .map(String::strip)
                                .filter(pair -> !pair.isEmpty() && !unwanted.test(name(pair)))
                                .toList()))
                .filter(field -> !field.isEmpty())
                .toList();
        fields.remove(Headers.COOKIE);
        if (!kept.isEmpty()) {
            fields.putAll(Headers.COOKIE, kept);
        }
    }

    private static boolean isUnwanted(String field, Predicate<String> unwanted) {
        return pairs(field).stream().anyMatch(pair -> unwanted.test(name(pair)));
    }

    /** The name of a pair; a cookie without a name is sent as its value alone, and may look like any pair. */
    private static String name(String pair) {
        var text = pair.strip();
        int start = 0;
        while (start < text.length() && text.charAt(start) == '=') {
            start++;
        }
        int end = text.indexOf('=', start);
        return text.substring(start, end < 0 ? text.length() : end).strip();
    }

    private static List<String> pairs(String field) {
        return List.of(field.split(";", -1));
    }
}
