package dev.rowhouse.server;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Routes;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** An app that leaks from instance to instance by one channel, or by none, as its setting says: what a probe has to find. */
public final class LeakyApp implements App<LeakyApp.Settings> {
    /** What all instances of this class share, and should not. */
    static volatile String latestOfAll = "";

    /** The classic recipe: bound anew by each request, and read by whoever comes next. */
    static volatile @Nullable DataSource bound;

    /** Keyed by what is unique in one database only. */
    static final Map<Long, String> CACHE = new ConcurrentHashMap<>();

    static final ThreadLocal<@Nullable String> USER = new ThreadLocal<>();

    static final ExecutorService THREADS = Executors.newFixedThreadPool(2,
            Thread.ofPlatform().daemon().name("leaky-", 0).factory());

    /** Makes what nobody has bound, once for all. */
    static final Injector ANYTHING = Guice.createInjector();

    static final String KEY_OF_ALL = "the same in every instance";

    /** Ways from one instance to another. */
    public enum Leak {
        /** None: as it should be. */
        NONE,
        /** A static field keeps what was added last. */
        STATIC_FIELD,
        /** A static ThreadLocal on pooled threads keeps who asked last. */
        STATIC_THREAD_LOCAL,
        /** A static factory is bound to the database of who asks. */
        REBOUND_FACTORY,
        /** An object that is made just in time is one for all. */
        JIT_SINGLETON,
        /** A cache that knows rows by their ids. */
        SHARED_CACHE,
        /** Tokens are signed with one key. */
        SHARED_KEY
    }

    /**
     * What the file says.
     *
     * @param leak how it leaks
     */
    public record Settings(Leak leak) {}

    /** Something that was written down. */
    @Entity(name = "Slip")
    public static class Slip {
        /** Its number. */
        @Id
        @GeneratedValue
        public long id;

        /** What it says. */
        public String text = "";

        /** For the ORM. */
        protected Slip() {}

        Slip(String text) {
            this.text = text;
        }
    }

    /** Holds one thing. */
    @Singleton
    static final class Basket {
        private volatile String content = "nothing";

        String content() {
            return content;
        }

        void put(String what) {
            content = what;
        }
    }

    @Override
    public Plan<Settings> plan() {
        return Plan.of(Settings.class).engine("default", Slip.class);
    }

    @Override
    public Module household(Settings settings) {
        return binder -> {
            binder.bind(Settings.class).toInstance(settings);
            binder.bind(Basket.class);
            binder.bind(LeakyRoutes.class);
            binder.bind(LeakyDesk.class).in(Singleton.class);
            binder.bind(HttpHandler.class).to(LeakyRoutes.class);
        };
    }

    /** What answers where. */
    static final class LeakyRoutes implements HttpHandler {
        private final HttpHandler routes;

        @Inject
        LeakyRoutes(LeakyDesk desk) {
            routes = new Routes().post("/slips", desk::add)
                    .get("/slips/{id}", desk::show)
                    .get("/latest", desk::latest)
                    .get("/all", desk::all)
                    .get("/user", desk::user)
                    .post("/basket", desk::put)
                    .get("/basket", desk::basket)
                    .post("/login", desk::logIn)
                    .get("/me", desk::me);
        }

        @Override
        public void handleRequest(HttpServerExchange exchange) throws Exception {
            routes.handleRequest(exchange);
        }
    }
}
