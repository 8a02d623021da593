package dev.rowhouse.spi;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What went wrong with a request, as RFC 9457 problem details; a browser gets a small page instead. An app whose API
 * prescribes another form binds a {@link ProblemFormat}.
 *
 * <p>An app that answers with an error status and no body gets a problem with the status's standard title.
 *
 * @param status the HTTP status code, 400 to 599
 * @param title the same for every occurrence of this kind of problem
 * @param detail what is wrong with this request and what would be right; may be empty
 * @param more further members of the problem object, such as {@code errors} by field
 */
public record Problem(int status, String title, String detail, Map<String, Object> more) {
    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("%d is not an error status; use 400 to 599".formatted(status));
        }
        more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    /** A problem titled with the status's standard reason. */
    public static Problem of(int status, String detail) {
        return new Problem(status, StatusCodes.getReason(status), detail, Map.of());
    }

    /**
     * 422: the request is well-formed, but some of its fields are not acceptable.
     *
     * @param fields what is wrong, by field; shown as {@code errors}, in this order
     */
    public static Problem invalid(Map<String, String> fields) {
        return of(StatusCodes.UNPROCESSABLE_ENTITY, "").with("errors",
                Collections.unmodifiableMap(new LinkedHashMap<>(fields)));
    }

    /** This problem with one more member. */
    public Problem with(String name, Object value) {
        var members = new LinkedHashMap<>(more);
        members.put(name, value);
        return new Problem(status, title, detail, members);
    }

    /**
     * Answers a request with this problem, in the {@link ProblemFormat} of the app. To be called before anything of the
     * response was sent.
     *
     * @throws IllegalStateException if the response was started
     */
    public void send(HttpServerExchange exchange) {
        if (exchange.isResponseStarted()) {
            throw new IllegalStateException("the response was started; a problem can't be sent any more: " + this);
        }
        exchange.setStatusCode(status);
        var format = exchange.getAttachment(ProblemWriter.FORMAT);
        (format == null ? ProblemFormat.standard() : format).write(this, exchange);
    }
}
