package dev.rowhouse.apps.guestbook;

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
import java.util.List;

/** People as JSON, under {@code /people}. */
final class PeopleResource {
    private final People people;
    private final Json json;

    @Inject
    PeopleResource(People people, Json json) {
        this.people = people;
        this.json = json;
    }

    /** Answers GET with {@code {"people":[...],"page":1,"size":20,"total":3}}, newest first. */
    void list(HttpServerExchange exchange) {
        var slice = people.page(Paging.of(Query.of(exchange)));
        json.write(exchange, StatusCodes.OK, new Listing(slice.items().stream().map(PersonBody::of).toList(),
                slice.paging().page(), slice.paging().size(), slice.total()));
    }

    void show(HttpServerExchange exchange) {
        long id = id(exchange);
        var person = people.find(id).orElseThrow(PeopleResource::missing);
        json.write(exchange, StatusCodes.OK, PersonBody.of(person));
    }

    void add(HttpServerExchange exchange) throws IOException {
        var person = people.add(json.read(exchange, NewPerson.class));
        exchange.getResponseHeaders().put(Headers.LOCATION, exchange.getResolvedPath() + "/people/" + person.id());
        json.write(exchange, StatusCodes.CREATED, PersonBody.of(person));
    }

    void change(HttpServerExchange exchange) throws IOException {
        long id = id(exchange);
        var person = people.change(id, json.read(exchange, NewPerson.class)).orElseThrow(PeopleResource::missing);
        json.write(exchange, StatusCodes.OK, PersonBody.of(person));
    }

    void remove(HttpServerExchange exchange) {
        long id = id(exchange);
        if (!people.remove(id)) {
            throw missing();
        }
        exchange.setStatusCode(StatusCodes.NO_CONTENT);
    }

    /**
     * Whom the path means.
     *
     * @throws ProblemException 404 if it can't mean anybody
     */
    static long id(HttpServerExchange exchange) {
        return Routes.id(exchange, "id").orElseThrow(PeopleResource::missing);
    }

    private static ProblemException missing() {
        return new ProblemException(Problem.of(StatusCodes.NOT_FOUND, "There is no person with this id."));
    }

    /** One page of people, as JSON shows it. */
    record Listing(List<PersonBody> people, int page, int size, long total) {}
}
