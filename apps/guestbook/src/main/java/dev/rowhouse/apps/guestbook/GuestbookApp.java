package dev.rowhouse.apps.guestbook;

import com.google.inject.Module;
import com.google.inject.Scopes;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.Plan;
import io.undertow.server.HttpHandler;

/** People and where they live, with a log of every change. */
public final class GuestbookApp implements App<GuestbookSettings> {
    /** The engine that holds the log; people and their addresses are in the default one. */
    static final String LOG = "log";

    /** An app without state, as a composite makes one. */
    public GuestbookApp() {}

    @Override
    public Plan<GuestbookSettings> plan() {
        return Plan.of(GuestbookSettings.class)
                .defaults(new GuestbookSettings("Guestbook", "brick"))
                .engine(Plan.DEFAULT_ENGINE, Person.class, Address.class)
                .engine(LOG, Entry.class);
    }

    @Override
    public Module household(GuestbookSettings settings) {
        return binder -> {
            binder.bind(HttpHandler.class).to(GuestbookRoutes.class).in(Scopes.SINGLETON);
            binder.bind(GuestbookRoutes.class);
            binder.bind(PeopleResource.class);
            binder.bind(LogResource.class);
            binder.bind(HomePage.class);
            binder.bind(HomeView.class);
            binder.bind(People.class);
            binder.bind(Journal.class);
        };
    }
}
