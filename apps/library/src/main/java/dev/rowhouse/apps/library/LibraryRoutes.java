package dev.rowhouse.apps.library;

import dev.rowhouse.apps.library.tables.TableRoutes;
import dev.rowhouse.spi.Routes;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import jakarta.inject.Inject;

/** The door of a library: what answers where, relative to the mount. */
final class LibraryRoutes implements HttpHandler {
    private final Routes routes;

    @Inject
    LibraryRoutes(HomePage home, CatalogueResource catalogue, LoanResource loans, TableRoutes tables) {
        routes = tables.addTo(new Routes().get("/", home::show)
                .get("/titles", catalogue::search)
                .post("/titles", catalogue::add)
                .get("/titles/{id}", catalogue::show)
                .get("/subjects", catalogue::subjects)
                .get("/borrowers/{id}", loans::borrower)
                .post("/loans", loans::lend)
                .get("/loans/{id}", loans::show)
                .post("/loans/{id}/return", loans::takeBack));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        routes.handleRequest(exchange);
    }
}
