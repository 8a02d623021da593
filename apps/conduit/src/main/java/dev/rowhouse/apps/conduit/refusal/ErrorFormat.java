package dev.rowhouse.apps.conduit.refusal;

import dev.rowhouse.spi.Json;
import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemFormat;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes every problem as this API prescribes: {@code {"errors":{"title":["can't be blank"]}}}. What concerns no field
 * stands under {@code request}.
 */
public final class ErrorFormat implements ProblemFormat {
    /** The member of a problem that has its mistakes by field. */
    static final String ERRORS = "errors";

    private final Json json;

    @Inject
    ErrorFormat(Json json) {
        this.json = json;
    }

    @Override
    public void write(Problem problem, HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        if (problem.status() == StatusCodes.UNAUTHORIZED) {
            exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Token");
        }
        if (problem.more().get(ERRORS) instanceof Map<?, ?> byField) {
            json.write(exchange, status(problem), Map.of(ERRORS, lists(byField)));
        } else {
            json.write(exchange, problem.status(), Map.of(ERRORS, Map.of("request", List.of(message(problem)))));
        }
    }

    /** A field that isn't acceptable is 422 here, wherever it stands: in a body or in a query. */
    private static int status(Problem problem) {
        return problem.status() == StatusCodes.BAD_REQUEST ? StatusCodes.UNPROCESSABLE_ENTITY : problem.status();
    }

    private static Map<String, List<?>> lists(Map<?, ?> byField) {
        Map<String, List<?>> lists = new LinkedHashMap<>();
        byField.forEach((field, messages) -> lists.put(String.valueOf(field),
                messages instanceof List<?> list ? list : List.of(messages)));
        return lists;
    }

    private static String message(Problem problem) {
        return problem.detail().isEmpty() ? problem.title().toLowerCase(Locale.ROOT) : problem.detail();
    }
}
