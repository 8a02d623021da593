package dev.rowhouse.apps.library;

import dev.rowhouse.apps.library.tables.Paging;
import dev.rowhouse.spi.Json;
import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Query;
import dev.rowhouse.spi.Routes;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalogue as JSON. */
final class CatalogueResource {
    private final Catalogue catalogue;
    private final Json json;

    @Inject
    CatalogueResource(Catalogue catalogue, Json json) {
        this.catalogue = catalogue;
        this.json = json;
    }

    /** A title among others. */
    record Entry(int number, String name, Optional<String> author, Optional<Integer> year, long free) {}

    /** Some of the titles. */
    record Listing(List<Entry> titles, int page, int size, long total) {}

    /** A title with what belongs to it. */
    record Body(
            int number,
            String name,
            Optional<String> author,
            Optional<Integer> year,
            String language,
            Optional<BigDecimal> price,
            List<CopyBody> copies,
            List<Heading> subjects) {
        static Body of(Title title, Map<Integer, Loan> lent) {
            return new Body(title.number(), title.name(), title.author(), title.year(), title.language(), title.price(),
                    title.copies().stream().map(copy -> CopyBody.of(copy, lent)).toList(),
                    title.subjects().stream().map(subject -> new Heading(subject.code(), subject.heading())).toList());
        }
    }

    /** A copy of a title; {@code due} if somebody has it. */
    record CopyBody(
            int number,
            String shelf,
            Optional<LocalDate> acquired,
            boolean withdrawn,
            Optional<LocalDate> due) {
        static CopyBody of(Copy copy, Map<Integer, Loan> lent) {
            return new CopyBody(copy.key().number(), copy.shelf(), copy.acquired(), copy.isWithdrawn(),
                    Optional.ofNullable(lent.get(copy.key().number())).map(Loan::due));
        }
    }

    /** A subject without its place in the tree. */
    record Heading(String code, String heading) {}

    /** A subject and the narrower ones. */
    record Branch(String code, String heading, List<Branch> narrower) {
        static Branch of(Subject subject) {
            return new Branch(subject.code(), subject.heading(), subject.narrower().stream().map(Branch::of).toList());
        }
    }

    void search(HttpServerExchange exchange) {
        var query = Query.of(exchange);
        var found = catalogue.search(query.text("search").orElse(""), query.text("subject").orElse(""),
                Paging.of(query));
        var entries = found.titles()
                .stream()
                .map(title -> new Entry(title.number(), title.name(), title.author(), title.year(),
                        found.free().getOrDefault(title.number(), 0L)))
                .toList();
        json.write(exchange, StatusCodes.OK,
                new Listing(entries, found.paging().page(), found.paging().size(), found.total()));
    }

    void show(HttpServerExchange exchange) {
        int number = Math.toIntExact(Math.min(Routes.id(exchange, "id").orElse(0), Integer.MAX_VALUE));
        var title = catalogue.find(number)
                .orElseThrow(() -> new ProblemException(
                        Problem.of(StatusCodes.NOT_FOUND, "There is no title with this number.")));
        json.write(exchange, StatusCodes.OK, Body.of(title, catalogue.lent(title)));
    }

    void add(HttpServerExchange exchange) throws IOException {
        var title = catalogue.add(json.read(exchange, NewTitle.class).checked());
        exchange.getResponseHeaders().put(Headers.LOCATION, exchange.getResolvedPath() + "/titles/" + title.number());
        json.write(exchange, StatusCodes.CREATED, Body.of(title, Map.of()));
    }

    void subjects(HttpServerExchange exchange) {
        json.write(exchange, StatusCodes.OK,
                Map.of("subjects", catalogue.subjects().stream().map(Branch::of).toList()));
    }
}
