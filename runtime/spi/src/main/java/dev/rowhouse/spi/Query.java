package dev.rowhouse.spi;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parameters of a request's query, each of which may be given once: {@code ?tag=java&limit=20}.
 *
 * <p>For the thread that answers the request.
 */
public final class Query {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,10}");

    private final Map<String, Deque<String>> parameters;

    private Query(Map<String, Deque<String>> parameters) {
        this.parameters = parameters;
    }

    /** The query of a request. */
    public static Query of(HttpServerExchange exchange) {
        return new Query(exchange.getQueryParameters());
    }

    /**
     * A parameter, decoded.
     *
     * @return empty if it is absent
     * @throws ProblemException 400 if it is given twice, or has a NUL, which not every database can compare with; {@code errors}
     *         names it
     */
    public Optional<String> text(String name) {
        var values = parameters.get(name);
        if (values == null || values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            throw refuse(name, "must be given once");
        }
        var value = values.getFirst();
        if (value.indexOf('\0') >= 0) {
            throw refuse(name, "must be text without NUL");
        }
        return Optional.of(value);
    }

    /**
     * A parameter that is a whole number, in ASCII digits without a sign.
     *
     * @param usual what it is when it is absent
     * @param least the smallest number that is allowed, 0 or more
     * @param most the largest one
     * @throws ProblemException 400 if it is given twice, malformed or out of bounds; {@code errors} names it
     */
    public int number(String name, int usual, int least, int most) {
        var values = parameters.get(name);
        if (values == null || values.isEmpty()) {
            return usual;
        }
        var value = values.getFirst();
        long number = WHOLE_NUMBER.matcher(value).matches() ? Long.parseLong(value) : -1;
        if (values.size() > 1 || number < Math.max(least, 0) || number > most) {
            throw refuse(name, "must be one whole number from %d to %d".formatted(least, most));
        }
        return (int) number;
    }

    private static ProblemException refuse(String name, String right) {
        return new ProblemException(Problem.of(StatusCodes.BAD_REQUEST, "The parameter %s %s.".formatted(name, right))
                .with("errors", Map.of(name, right)));
    }
}
