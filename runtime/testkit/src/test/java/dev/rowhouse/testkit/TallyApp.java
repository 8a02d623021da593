package dev.rowhouse.testkit;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.Json;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Routes;
import io.undertow.server.HttpHandler;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Session;

/** Counts requests in a static field, as an app must not. */
public final class TallyApp implements App<NoSettings> {
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** For the composite. */
    public TallyApp() {}

    /** Tells by its class who loaded the app. */
    static final class Mark {
        @Inject
        Mark() {}
    }

    /** An entity. */
    @Entity(name = "Tally")
    public static class Tally {
        /** Its number. */
        @Id
        @GeneratedValue
        public long id;

        /** For the ORM. */
        protected Tally() {}
    }

    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings().engine("default", Tally.class);
    }

    @Override
    public Module household(NoSettings settings) {
        return new AbstractModule() {
            @Override
            protected void configure() {
                bind(Mark.class);
            }

            @Provides
            @Singleton
            HttpHandler root(Session session, Json json) {
                return new Routes().get("/", exchange -> {
                    var rows = session.createSelectionQuery("from Tally", Tally.class).getResultList();
                    json.write(exchange, 200, List.of(COUNT.incrementAndGet(), rows.size()));
                });
            }
        };
    }
}
