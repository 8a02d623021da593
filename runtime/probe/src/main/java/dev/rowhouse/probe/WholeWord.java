package dev.rowhouse.probe;

import java.util.regex.Pattern;

/** Finds a text where it isn't a part of a longer word or number. */
final class WholeWord {
    private WholeWord() {}

    static Pattern of(String text) {
        return Pattern.compile("(?<![A-Za-z0-9_{-])" + Pattern.quote(text) + "(?![A-Za-z0-9_}-])");
    }
}
