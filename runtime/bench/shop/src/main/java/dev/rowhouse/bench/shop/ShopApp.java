package dev.rowhouse.bench.shop;

import com.google.inject.Module;
import com.google.inject.Scopes;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Routes;
import dev.rowhouse.spi.Work;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import jakarta.inject.Inject;
import org.hibernate.Session;

/** The shop as an app of Rowhouse. */
public final class ShopApp implements App<NoSettings> {
    /** An app without state, as a composite makes one. */
    public ShopApp() {}

    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings().engine(Plan.DEFAULT_ENGINE, Shop.entities().toArray(Class<?>[]::new));
    }

    @Override
    public Module household(NoSettings settings) {
        return binder -> {
            binder.bind(HttpHandler.class).to(Door.class).in(Scopes.SINGLETON);
            binder.bind(Door.class);
        };
    }

    /** Answers {@code /order}. */
    static final class Door implements HttpHandler {
        private final Session session;
        private final Work work;
        private final Routes routes;

        @Inject
        Door(Session session, Work work) {
            this.session = session;
            this.work = work;
            this.routes = new Routes().get("/order", this::order);
        }

        @Override
        public void handleRequest(HttpServerExchange exchange) throws Exception {
            routes.handleRequest(exchange);
        }

        private void order(HttpServerExchange exchange) {
            exchange.getResponseSender().send(work.inTransaction(() -> Counter.serve(session)));
        }
    }
}
