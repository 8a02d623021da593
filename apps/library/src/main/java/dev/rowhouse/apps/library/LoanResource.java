package dev.rowhouse.apps.library;

import dev.rowhouse.spi.Json;
import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Routes;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;

/** Loans and borrowers as JSON. */
final class LoanResource {
    private final Lending lending;
    private final Json json;

    @Inject
    LoanResource(Lending lending, Json json) {
        this.lending = lending;
        this.json = json;
    }

    /** What is lent to whom; all three are numbers. */
    record NewLoan(int title, int copy, int borrower) {}

    /** A loan as JSON shows it. */
    record Body(
            long id,
            int title,
            int copy,
            int borrower,
            LocalDate lent,
            LocalDate due,
            Optional<LocalDate> returned) {
        static Body of(Loan loan) {
            var copy = loan.copy().key();
            return new Body(loan.id(), copy.title(), copy.number(), loan.borrower(), loan.lent(), loan.due(),
                    loan.returned());
        }
    }

    void borrower(HttpServerExchange exchange) {
        int number = Math.toIntExact(Math.min(id(exchange), Integer.MAX_VALUE));
        json.write(exchange, StatusCodes.OK, lending.borrower(number).orElseThrow(LoanResource::missing));
    }

    void show(HttpServerExchange exchange) {
        var loan = lending.find(id(exchange)).orElseThrow(LoanResource::missing);
        json.write(exchange, StatusCodes.OK, Body.of(loan));
    }

    void lend(HttpServerExchange exchange) throws IOException {
        var wanted = json.read(exchange, NewLoan.class);
        var loan = lending.lend(new CopyKey(wanted.title(), wanted.copy()), wanted.borrower());
        exchange.getResponseHeaders().put(Headers.LOCATION, exchange.getResolvedPath() + "/loans/" + loan.id());
        json.write(exchange, StatusCodes.CREATED, Body.of(loan));
    }

    void takeBack(HttpServerExchange exchange) {
        var loan = lending.takeBack(id(exchange)).orElseThrow(LoanResource::missing);
        json.write(exchange, StatusCodes.OK, Body.of(loan));
    }

    private static long id(HttpServerExchange exchange) {
        return Routes.id(exchange, "id").orElseThrow(LoanResource::missing);
    }

    private static ProblemException missing() {
        return new ProblemException(Problem.of(StatusCodes.NOT_FOUND, "There is none with this number."));
    }
}
