package dev.rowhouse.apps.guestbook;

import dev.rowhouse.spi.Query;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;

/** The page for people: {@code GET /} shows it, and its forms add and remove without JavaScript. */
final class HomePage {
    private static final int PEOPLE = 10;
    private static final int ENTRIES = 8;
    private static final HttpString REFERRER_POLICY = new HttpString("Referrer-Policy");
    private static final HttpString CONTENT_SECURITY_POLICY = new HttpString("Content-Security-Policy");
    private static final String OWN_FILES_ONLY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'";

    private final People people;
    private final Journal journal;
    private final HomeView view;

    @Inject
    HomePage(People people, Journal journal, HomeView view) {
        this.people = people;
        this.journal = journal;
        this.view = view;
    }

    void show(HttpServerExchange exchange) {
        send(exchange, StatusCodes.OK, Paging.of(Query.of(exchange)).page(), PersonForm.EMPTY);
    }

    /** Adds whom the form describes and goes back to the page, or shows it again with what is to be corrected. */
    void add(HttpServerExchange exchange) throws IOException {
        var form = PersonForm.of(FormBody.read(exchange));
        if (!form.mistakes().isEmpty()) {
            send(exchange, StatusCodes.UNPROCESSABLE_ENTITY, 1, form);
            return;
        }
        var person = people.add(form.typed());
        goTo(exchange, "/#person-" + person.id());
    }

    /** Removes a person and goes back to the page; whoever is gone already is no mistake here. */
    void remove(HttpServerExchange exchange) {
        int page = Paging.of(Query.of(exchange)).page();
        people.remove(PeopleResource.id(exchange));
        goTo(exchange, page == 1 ? "/" : "/?page=" + page);
    }

    private void send(HttpServerExchange exchange, int status, int page, PersonForm form) {
        var slice = people.page(new Paging(page, PEOPLE));
        if (page > slice.lastPage()) {
            slice = people.page(new Paging(slice.lastPage(), PEOPLE));
        }
        List<Entry> entries = journal.page(new Paging(1, ENTRIES)).items();
        exchange.setStatusCode(status);
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, "text/html; charset=utf-8")
                .put(Headers.CACHE_CONTROL, "no-cache")
                .put(CONTENT_SECURITY_POLICY, OWN_FILES_ONLY)
                .put(REFERRER_POLICY, "same-origin");
        exchange.getResponseSender().send(view.page(slice, entries, form).markup());
    }

    private static void goTo(HttpServerExchange exchange, String target) {
        exchange.setStatusCode(StatusCodes.SEE_OTHER);
        exchange.getResponseHeaders().put(Headers.LOCATION, exchange.getResolvedPath() + target);
    }
}
