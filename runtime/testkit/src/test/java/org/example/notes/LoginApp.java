package org.example.notes;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Query;
import dev.rowhouse.spi.Routes;
import io.undertow.server.HttpHandler;
import jakarta.inject.Singleton;

/** Serves what {@link Login} does. */
public final class LoginApp implements App<NoSettings> {
    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings();
    }

    @Override
    public Module household(NoSettings settings) {
        return new AbstractModule() {
            @Override
            protected void configure() {
                bind(Login.class);
            }

            @Provides
            @Singleton
            HttpHandler root(Login login) {
                return new Routes()
                        .get("/link",
                                exchange -> exchange.getResponseSender()
                                        .send(login.link(exchange, Query.of(exchange).text("name").orElse(""))))
                        .get("/login", login::enter)
                        .get("/who",
                                exchange -> exchange.getResponseSender().send(login.who(exchange).orElse("nobody")))
                        .get("/logout", login::leave);
            }
        };
    }
}
