package dev.rowhouse.control;

import dev.rowhouse.config.ConfigException;
import dev.rowhouse.config.Mistake;
import dev.rowhouse.config.Secrets;
import dev.rowhouse.instance.Reasons;
import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.ProblemFormat;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.LinkedHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers each request on a virtual thread, what goes wrong as a problem in JSON that says what to do, and logs what changes
 * something.
 *
 * <p>Safe for use by many threads.
 */
final class Answering implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(Answering.class);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpHandler next;
    private final Executor threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("rowhouse-control-", 0).factory());

    Answering(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        exchange.dispatch(threads, this::answer);
    }

    private void answer(HttpServerExchange exchange) {
        ProblemFormat.use(Answering::write, exchange);
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.startBlocking();
        try {
            next.handleRequest(exchange);
        } catch (Throwable failure) {
            problem(exchange, failure).send(exchange);
            rethrowFatal(failure);
        }
        if (!exchange.getRequestMethod().equals(Methods.GET) && !exchange.getRequestMethod().equals(Methods.HEAD)) {
            log.info("control: {} {} gave {}", exchange.getRequestMethod(), exchange.getRequestURI(),
                    exchange.getStatusCode());
        }
    }

    private static Problem problem(HttpServerExchange exchange, Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return refused.problem();
        }
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        if (failure instanceof ConfigException unusable) {
            var mistakes = unusable.mistakes().stream().map(Mistake::toString).toList();
            return Problem
                    .of(StatusCodes.UNPROCESSABLE_ENTITY,
                            "The composite file has %d %s; nothing was changed. Mend it, and try again."
                                    .formatted(mistakes.size(), mistakes.size() == 1 ? "mistake" : "mistakes"))
                    .with("mistakes", mistakes);
        }
        log.error("control: {} {} failed: {}", exchange.getRequestMethod(), exchange.getRequestURI(),
                Reasons.stack(failure, Secrets.NONE));
        return Problem.of(StatusCodes.INTERNAL_SERVER_ERROR, "The composite's log says what went wrong.");
    }

    /** Always JSON: who asks is a program, or a person with curl. */
    private static void write(Problem problem, HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/problem+json");
        var members = new LinkedHashMap<String, Object>();
        members.put("type", "about:blank");
        members.put("title", problem.title());
        members.put("status", problem.status());
        members.put("detail", problem.detail().isEmpty() ? usual(problem.status(), exchange) : problem.detail());
        members.putAll(problem.more());
        exchange.getResponseSender().send(JSON.writeValueAsString(members));
    }

    private static String usual(int status, HttpServerExchange exchange) {
        return switch (status) {
            case StatusCodes.NOT_FOUND ->
                "Nothing is at this path; start at /v1/composite or /v1/instances. A newer or older composite may have others.";
            case StatusCodes.METHOD_NOT_ALLOWED ->
                "This path knows %s.".formatted(String.valueOf(exchange.getResponseHeaders().getFirst(Headers.ALLOW)));
            default -> "";
        };
    }

    /** An error that the JVM can't go on after. */
    private static void rethrowFatal(Throwable failure) {
        if (failure instanceof VirtualMachineError fatal && !(failure instanceof StackOverflowError)) {
            throw fatal;
        }
    }
}
