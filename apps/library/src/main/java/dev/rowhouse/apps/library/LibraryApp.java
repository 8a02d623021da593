package dev.rowhouse.apps.library;

import com.google.inject.Module;
import com.google.inject.Scopes;
import dev.rowhouse.apps.library.tables.TablesModule;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.Entities;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.ReflectedTable;
import io.undertow.server.HttpHandler;

/**
 * A library over a database that is older than the app. One engine, mapped in three ways: the catalogue is plain classes and
 * a file that maps them, loans are a class with annotations and a table of our own, and all the rest is reflected.
 */
public final class LibraryApp implements App<LibrarySettings> {
    /** An app without state, as a composite makes one. */
    public LibraryApp() {}

    @Override
    public Plan<LibrarySettings> plan() {
        return Plan.of(LibrarySettings.class)
                .defaults(new LibrarySettings("Library", 28))
                .engine(Plan.DEFAULT_ENGINE, Entities.of(Loan.class)
                        .mappedBy(LibraryApp.class, "catalogue.orm.xml")
                        // An instance whose vendor calls these otherwise doesn't start; the other tables may be what they like.
                        .reflecting(ReflectedTable.of("borrower")
                                .column("borrower_no", "surname", "forename", "fines", "blocked", "last_seen")));
    }

    @Override
    public Module household(LibrarySettings settings) {
        return binder -> {
            binder.install(new TablesModule());
            binder.bind(HttpHandler.class).to(LibraryRoutes.class).in(Scopes.SINGLETON);
            binder.bind(LibraryRoutes.class);
            binder.bind(CatalogueResource.class);
            binder.bind(LoanResource.class);
            binder.bind(HomePage.class);
            binder.bind(Catalogue.class);
            binder.bind(Lending.class);
        };
    }
}
