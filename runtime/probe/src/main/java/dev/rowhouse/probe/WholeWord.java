package dev.rowhouse.probe;

import java.util.regex.Pattern;

/** Finds a text where it isn't a part of a longer word or number. */
final class WholeWord {
    private WholeWord() {}

    static Pattern of(String text) {
        return Pattern.compile(pattern(text));
    }

    /** A regular expression for it. */
    static String pattern(String text) {
        return "(?<![A-Za-z0-9_{-])" + Pattern.quote(text) + "(?![A-Za-z0-9_}-])";
    }
}
