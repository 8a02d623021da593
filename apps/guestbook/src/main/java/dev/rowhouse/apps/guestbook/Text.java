package dev.rowhouse.apps.guestbook;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is acceptable as a line of text that people type and that every database can store. */
final class Text {
    private Text() {}

    /** The text without white space around it; nothing is empty. */
    static String tidy(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /**
     * What is wrong with a text, if anything.
     *
     * @param length the most UTF-16 units it may have; databases that count characters allow no fewer
     */
    static Optional<String> mistake(String text, int length) {
        if (text.length() > length) {
            return Optional.of("must have at most %d characters".formatted(length));
        }
        if (text.codePoints().allMatch(Text::isInvisible)) {
            return Optional.of("must not be blank");
        }
        if (text.codePoints().anyMatch(Text::isUnfit)) {
            return Optional.of("must be one line without control characters or broken Unicode");
        }
        return Optional.empty();
    }

    private static boolean isInvisible(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT;
    }

    /** PostgreSQL stores no NUL, UTF-8 has no lone surrogates, and line breaks belong in no name. */
    private static boolean isUnfit(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        };
    }
}
