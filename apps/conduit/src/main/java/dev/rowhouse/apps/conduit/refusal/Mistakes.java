package dev.rowhouse.apps.conduit.refusal;

import dev.rowhouse.spi.Change;
import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import io.undertow.util.StatusCodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Collects what is not acceptable about a request, by field, so that a client learns all of it at once. For one thread.
 */
public final class Mistakes {
    private static final String WHITE_SPACE = "\t\n\r";
    private static final String BLANK = "can't be blank";

    private final Map<String, List<String>> byField = new LinkedHashMap<>();

    /** Nothing is wrong yet. */
    public Mistakes() {}

    /** Notes a mistake. */
    public Mistakes note(String field, String message) {
        byField.computeIfAbsent(field, _ -> new ArrayList<>()).add(message);
        return this;
    }

    /** Notes that a field is empty, or missing. */
    public Mistakes noteBlank(String field) {
        return note(field, BLANK);
    }

    /** Notes a text that is blank, too long, or impossible to store. */
    public Mistakes text(String field, String text, int mostCharacters) {
        return text.isBlank() ? noteBlank(field) : optionalText(field, text, mostCharacters);
    }

    /** Notes a text that is too long, or impossible to store; it may be blank. */
    public Mistakes optionalText(String field, String text, int mostCharacters) {
        if (text.length() > mostCharacters) {
            note(field, "is too long (maximum is %d characters)".formatted(mostCharacters));
        }
        if (isUnstorable(text)) {
            note(field, "has characters that can't be stored");
        }
        return this;
    }

    /**
     * Notes that a field is to be cleared which can't be.
     *
     * @param check what to do with the value that the field is to get instead, if any
     */
    public <T> void uncleared(String field, Change<T> change, Consumer<T> check) {
        switch (change) {
            case Change.Keep<T> _ -> {
                // Nothing changes.
            }
            case Change.Clear<T> _ -> noteBlank(field);
            case Change.To<T>(var value) -> check.accept(value);
        }
    }

    /** Whether something was noted about a field. */
    public boolean concern(String field) {
        return byField.containsKey(field);
    }

    /**
     * Ends the request if there are mistakes.
     *
     * @throws ProblemException 422 with all of them
     */
    public void refuse() {
        if (!byField.isEmpty()) {
            throw asRefusal(StatusCodes.UNPROCESSABLE_ENTITY);
        }
    }

    Mistakes noteAll(List<String> fields, String message) {
        fields.forEach(field -> note(field, message));
        return this;
    }

    ProblemException asRefusal(int status) {
        return new ProblemException(Problem.of(status, "").with(ErrorFormat.ERRORS, byField));
    }

    /**
     * Whether a text has a control character, but for tabs and ends of lines, or half of a character. PostgreSQL can't
     * store a NUL, UTF-8 no halves, and the others are of no use to a reader.
     */
    public static boolean isUnstorable(String text) {
        return text.codePoints().anyMatch(character -> switch (Character.getType(character)) {
            case Character.SURROGATE -> true;
            case Character.CONTROL -> WHITE_SPACE.indexOf(character) < 0;
            default -> false;
        });
    }
}
