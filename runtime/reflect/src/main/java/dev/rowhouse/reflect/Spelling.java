package dev.rowhouse.reflect;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds what somebody named in whatever case among the names that a database has. */
final class Spelling {
    private Spelling() {}

    /** The name itself, or the only one that differs in case alone. */
    static Optional<String> find(String named, Collection<String> names) {
        if (names.contains(named)) {
            return Optional.of(named);
        }
        var alike = names.stream().filter(name -> name.equalsIgnoreCase(named)).toList();
        return alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty();
    }

    /** Whether a name has an asterisk, for any letters, or a question mark, for one. */
    static boolean isPattern(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
    }

    /** A pattern that matches names in any case. */
    static Pattern pattern(String text) {
        var regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            regex.append(switch (c) {
                case '*' -> ".*";
                case '?' -> ".";
                default -> Pattern.quote(String.valueOf(c));
            });
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }
}
