package dev.rowhouse.apps.guestbook;

import dev.rowhouse.spi.Routes;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.SetHeaderHandler;
import jakarta.inject.Inject;

/** The door of a guestbook: what answers where, relative to the mount. */
final class GuestbookRoutes implements HttpHandler {
    private final HomePage home;
    private final PeopleResource people;
    private final HttpHandler door;

    @Inject
    GuestbookRoutes(HomePage home, PeopleResource people, LogResource log) {
        this.home = home;
        this.people = people;
        var routes = new Routes().get("/", home::show)
                .get("/style.css", StaticFile.STYLE)
                .get("/houses.svg", StaticFile.HOUSES)
                .get("/icon.svg", StaticFile.ICON)
                .get("/people", people::list)
                .post("/people", this::add)
                .get("/people/{id}", people::show)
                .put("/people/{id}", people::change)
                .delete("/people/{id}", people::remove)
                .post("/people/{id}/delete", home::remove)
                .get("/log", log::list);
        this.door = new SetHeaderHandler(new SameOrigin(routes), "X-Content-Type-Options", "nosniff");
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        door.handleRequest(exchange);
    }

    /** Programs send JSON, the form on the page sends what forms send. */
    private void add(HttpServerExchange exchange) throws Exception {
        if (FormBody.isDeclaredBy(exchange)) {
            home.add(exchange);
        } else {
            people.add(exchange);
        }
    }
}
