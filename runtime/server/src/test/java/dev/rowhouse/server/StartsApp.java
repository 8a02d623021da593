package dev.rowhouse.server;

import com.google.inject.Module;
import com.google.inject.Scopes;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.Instance;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Work;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.UUID;
import org.hibernate.Session;

/** Writes a row for each visit, and says in which start of the instance it was: {@code hello, start}. */
public final class StartsApp implements App<StartsApp.Settings> {
    /**
     * What one instance says.
     *
     * @param broken whether it can't start
     * @param curious whether it asks for its mounts
     */
    public record Settings(String greeting, boolean broken, boolean curious) {}

    @Override
    public Plan<Settings> plan() {
        return Plan.of(Settings.class).defaults(new Settings("hello", false, false)).engine("default", Visit.class);
    }

    @Override
    public Module household(Settings settings) {
        return binder -> binder.bind(HttpHandler.class).to(Door.class).in(Scopes.SINGLETON);
    }

    /** One visit. */
    @Entity(name = "Visit")
    static class Visit {
        @Id
        @GeneratedValue
        private Long id = 0L;

        long id() {
            return id;
        }
    }

    /** Answers everything. */
    static final class Door implements HttpHandler {
        private final String start = UUID.randomUUID().toString();
        private final Settings settings;
        private final Session session;
        private final Work work;

        @Inject
        Door(Settings settings, Session session, Work work, Provider<Instance> instance) {
            if (settings.broken()) {
                throw new IllegalStateException("broken, as it is told to be");
            }
            this.settings = settings;
            this.session = session;
            this.work = work;
            if (settings.curious()) {
                instance.get();
            }
        }

        @Override
        public void handleRequest(HttpServerExchange exchange) throws Exception {
            if (exchange.getRequestMethod().toString().equals("POST")) {
                exchange.getInputStream().readAllBytes();
            }
            work.runInTransaction(() -> session.persist(new Visit()));
            exchange.getResponseSender().send(settings.greeting() + ", " + start);
        }
    }
}
