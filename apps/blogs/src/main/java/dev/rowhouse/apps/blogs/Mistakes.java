package dev.rowhouse.apps.blogs;

import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with what somebody sent, by field. For one thread. */
final class Mistakes {
    private final Map<String, String> byField = new LinkedHashMap<>();

    /** The text without white space around it; nothing is empty. */
    static String tidy(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /** Notes a mistake, unless the field has one. */
    Mistakes add(String field, String mistake) {
        byField.putIfAbsent(field, mistake);
        return this;
    }

    /** Looks at one line of text. */
    Mistakes line(String field, String text, int length) {
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            add(field, "must be one line without control characters");
        }
        return text(field, text, length);
    }

    /** Looks at a text of any number of lines, as every database can store it. */
    Mistakes text(String field, String text, int length) {
        if (text.isBlank()) {
            add(field, "must not be blank");
        }
        if (text.length() > length) {
            add(field, "must have at most %d characters".formatted(length));
        }
        if (text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
            add(field, "must not have broken Unicode");
        }
        return this;
    }

    /**
     * Ends what somebody wants, if anything is wrong with it.
     *
     * @throws ProblemException 422 with all mistakes
     */
    void refuseAny() {
        if (!byField.isEmpty()) {
            throw new ProblemException(Problem.invalid(byField));
        }
    }
}
