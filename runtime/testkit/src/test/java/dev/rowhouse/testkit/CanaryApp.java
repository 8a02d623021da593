package dev.rowhouse.testkit;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.Instance;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Routes;
import dev.rowhouse.spi.Work;
import io.undertow.server.HttpHandler;
import jakarta.inject.Inject;
import org.hibernate.Session;

/** An app that says whose database it reads. */
public final class CanaryApp implements App<NoSettings> {
    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings().engine("default", Canary.class);
    }

    @Override
    public Module household(NoSettings settings) {
        return new AbstractModule() {
            @Override
            protected void configure() {
                bind(Cage.class).in(Singleton.class);
            }

            @Provides
            @Singleton
            HttpHandler root(Cage cage) {
                return new Routes().get("/", exchange -> exchange.getResponseSender().send(cage.read()))
                        .get("/links", exchange -> exchange.getResponseSender().send(exchange.getResolvedPath()));
            }
        };
    }

    /** Keeps the canary of one instance. */
    static final class Cage {
        private final Session session;

        @Inject
        Cage(Session session, Work work, Instance instance) {
            this.session = session;
            work.runInTransaction(() -> session.merge(new Canary(1, instance.name())));
        }

        String read() {
            return session.find(Canary.class, 1).name;
        }
    }
}
