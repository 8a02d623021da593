package dev.rowhouse.instance;

import dev.rowhouse.config.Secrets;
import dev.rowhouse.engine.ClosedDatabases;
import dev.rowhouse.engine.SilentDatabaseException;
import dev.rowhouse.instance.health.Health;
import dev.rowhouse.instance.health.OutOfMemory;
import dev.rowhouse.instance.limit.CutOff;
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
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client gets when a handler of an app fails. Nothing of the failure is shown to it but a {@link ProblemException}.
 * What an operator must know is logged.
 */
final class Failures implements DefaultResponseListener {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    /** States of the SQL standard and of PostgreSQL for a connection that broke, or a server that ends or begins. */
    private static final Pattern BROKEN = Pattern.compile("08...|57P0[123]");

    private final Secrets secrets;
    private final Health health;
    private final OutOfMemory memory;

    /**
     * Failures of one start.
     *
     * @param secrets what the log must not show
     * @param health hears of what may be the instance's own trouble
     * @param memory hears of each failure first
     */
    Failures(Secrets secrets, Health health, OutOfMemory memory) {
        this.secrets = secrets;
        this.health = health;
        this.memory = memory;
    }

    /** Answers a request whose handler failed. An error that the JVM can't go on after is thrown again. */
    void answer(HttpServerExchange exchange, Throwable failure) {
        memory.endIf(failure);
        var problem = problem(exchange, failure);
        judge(exchange, failure);
        if (exchange.isResponseStarted()) {
            // The client must see that what it got is not the whole.
            CutOff.now(exchange);
            return;
        }
        exchange.getResponseHeaders().clear();
        if (exchange.isBlocking() && exchange.getOutputStream() instanceof UndertowOutputStream written) {
            written.resetBuffer();
        }
        if (problem.status() == StatusCodes.SERVICE_UNAVAILABLE && mayBeRepeated(failure)) {
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

    /** A connection that broke in the middle leaves open what was done; one that wasn't had does not. */
    private static boolean mayBeRepeated(Throwable failure) {
        return cause(failure, ProblemException.class).isPresent()
                || cause(failure, SQLTransientConnectionException.class).isPresent();
    }

    /** What a handler has thrown itself is its affair; what it lacks, and errors, may be the instance's. */
    private void judge(HttpServerExchange exchange, Throwable failure) {
        if (failure instanceof ProblemException || cause(failure, SilentDatabaseException.class).isPresent()) {
            // Of a database that doesn't answer its engine knows; the instance is as well as before once that does.
            return;
        }
        if (cause(failure, SQLTransientConnectionException.class).isPresent()) {
            health.ill(Health.Ill.NO_CONNECTION, client(exchange), Reasons.describe(failure, secrets));
        } else if (cause(failure, Error.class).isPresent()) {
            health.ill(Health.Ill.ERROR, client(exchange), Reasons.describe(failure, secrets));
        }
    }

    /** The address of who asks, as far as it is known. */
    static String client(HttpServerExchange exchange) {
        var address = exchange.getSourceAddress();
        return address == null || address.getAddress() == null ? "" : address.getAddress().getHostAddress();
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
            if (cause(failure, SQLException.class).filter(Failures::isBroken).isPresent()) {
                log.warn("{} {}: a connection to a database broke: {}", exchange.getRequestMethod(),
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

    private static boolean isBroken(SQLException failure) {
        return ClosedDatabases.isOne(failure)
                || (failure.getSQLState() != null && BROKEN.matcher(failure.getSQLState()).matches());
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(50)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
