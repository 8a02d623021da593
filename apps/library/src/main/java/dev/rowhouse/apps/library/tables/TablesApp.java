package dev.rowhouse.apps.library.tables;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Routes;
import io.undertow.server.HttpHandler;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import jakarta.inject.Singleton;

/** Shows the tables of one database, whichever they are: all that its engine reflects. Changes nothing. */
public final class TablesApp implements App<NoSettings> {
    /** An app without state, as a composite makes one. */
    public TablesApp() {}

    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings().engine(Plan.DEFAULT_ENGINE);
    }

    @Override
    public Module household(NoSettings settings) {
        return new AbstractModule() {
            @Override
            protected void configure() {
                install(new TablesModule());
            }

            @Provides
            @Singleton
            HttpHandler root(TableRoutes tables) {
                return tables.addTo(new Routes().get("/", exchange -> {
                    exchange.setStatusCode(StatusCodes.SEE_OTHER);
                    exchange.getResponseHeaders().put(Headers.LOCATION, Links.of(exchange).tables());
                }));
            }
        };
    }
}
