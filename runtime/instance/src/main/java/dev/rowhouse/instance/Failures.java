package dev.rowhouse.instance;

import dev.rowhouse.config.Secrets;
import dev.rowhouse.session.Conflicts;
import dev.rowhouse.spi.PartialCommitException;
import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.ProblemFormat;
import io.undertow.io.UndertowOutputStream;
import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/**
 * What a client gets when a handler of an app fails. Nothing of the failure is shown to it but a {@link ProblemException}.
 * What an operator must know is logged.
 */
final class Failures implements DefaultResponseListener {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private final Secrets secrets;

    /** What the log must not show. */
    Failures(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Answers a request whose handler failed. An error that the JVM can't go on after is thrown again. */
    void answer(HttpServerExchange exchange, Throwable failure) {
        var problem = problem(exchange, failure);
        if (exchange.isResponseStarted()) {
            // The client must see that what it got is not the whole.
            IoUtils.safeClose(exchange.getConnection());
            return;
        }
        exchange.getResponseHeaders().clear();
        if (exchange.isBlocking() && exchange.getOutputStream() instanceof UndertowOutputStream written) {
            written.resetBuffer();
        }
        if (problem.status() == StatusCodes.SERVICE_UNAVAILABLE) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
        }
        problem.send(exchange);
        if (failure instanceof VirtualMachineError fatal && !(failure instanceof StackOverflowError)) {
            throw fatal;
        }
    }

    /** A format of an app: where it fails itself, its failure is answered in the standard form. */
    ProblemFormat guard(ProblemFormat format) {
        return (problem, exchange) -> {
            try {
                format.write(problem, exchange);
            } catch (Throwable failure) {
                ProblemFormat.use(ProblemFormat.standard(), exchange);
                answer(exchange, failure);
            }
        };
    }

    /** Answers where the handler that failed was dispatched by the app itself, and Undertow caught the failure. */
    @Override
    public boolean handleDefaultResponse(HttpServerExchange exchange) {
        var failure = exchange.getAttachment(EXCEPTION);
        if (failure == null || exchange.isResponseStarted()) {
            return false;
        }
        exchange.removeAttachment(EXCEPTION);
        answer(exchange, failure);
        return true;
    }

    private Problem problem(HttpServerExchange exchange, Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        var tooLong = cause(failure, RequestTooBigException.class);
        if (tooLong.isPresent()) {
            return Problem.of(StatusCodes.REQUEST_ENTITY_TOO_LARGE, String.valueOf(tooLong.get().getMessage()));
        }
        // After a partial commit databases differ: an operator must see it, and a client must not try again.
        if (cause(failure, PartialCommitException.class).isEmpty()) {
            if (cause(failure, SQLTransientConnectionException.class).isPresent()) {
                log.warn("{} {}: no connection to a database in time: {}", exchange.getRequestMethod(),
                        exchange.getRequestPath(), Reasons.describe(failure, secrets));
                return Problem.of(StatusCodes.SERVICE_UNAVAILABLE, "");
            }
            if (Conflicts.isOvertaken(failure)) {
                // What the database says of it may have the values of a row.
                log.warn("{} {}: a conflict in a database: {}", exchange.getRequestMethod(), exchange.getRequestPath(),
                        failure.getClass().getName());
                return Problem.of(StatusCodes.CONFLICT, "Somebody else is changing the same; try again.");
            }
        }
        if (failure instanceof IOException && !exchange.getConnection().isOpen()) {
            log.debug("{} {}: the client went away: {}", exchange.getRequestMethod(), exchange.getRequestPath(),
                    Reasons.describe(failure, secrets));
            return Problem.of(StatusCodes.BAD_REQUEST, "");
        }
        log.error("{} {} failed: {}", exchange.getRequestMethod(), exchange.getRequestPath(),
                Reasons.stack(failure, secrets));
        return Problem.of(StatusCodes.INTERNAL_SERVER_ERROR, "");
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(50)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
