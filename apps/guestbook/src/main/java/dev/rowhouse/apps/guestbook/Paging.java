package dev.rowhouse.apps.guestbook;

import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import io.undertow.util.StatusCodes;
import java.util.Deque;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which part of a list is asked for, by {@code ?page=2&size=20}.
 *
 * @param page counted from 1
 * @param size how many a page holds
 */
record Paging(int page, int size) {
    static final int USUAL_SIZE = 20;
    static final int LARGEST_SIZE = 100;
    /** Far beyond any guestbook, and {@link #offset} still fits. */
    static final int LAST_PAGE = 1_000_000;

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,9}");

    /**
     * Reads the part that a query asks for.
     *
     * @param query the parameters of a request, by name
     * @throws ProblemException 400 if a number is malformed or out of bounds; it names the parameter
     */
    static Paging of(Map<String, Deque<String>> query) {
        return new Paging(number(query, "page", 1, LAST_PAGE), number(query, "size", USUAL_SIZE, LARGEST_SIZE));
    }

    /** How many come before this page. */
    int offset() {
        return (page - 1) * size;
    }

    private static int number(Map<String, Deque<String>> query, String name, int usual, int largest) {
        var values = query.get(name);
        if (values == null || values.isEmpty()) {
            return usual;
        }
        String value = values.getFirst();
        int number = WHOLE_NUMBER.matcher(value).matches() ? Integer.parseInt(value) : 0;
        if (values.size() > 1 || number < 1 || number > largest) {
            String right = "must be one whole number from 1 to %d".formatted(largest);
            throw new ProblemException(
                    Problem.of(StatusCodes.BAD_REQUEST, "The parameter %s %s.".formatted(name, right))
                            .with("errors", Map.of(name, right)));
        }
        return number;
    }
}
