package dev.rowhouse.testkit;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Routes;
import io.undertow.server.HttpHandler;
import io.undertow.util.HttpString;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.hibernate.Session;

/** An app that tells each instance what the others have: by static fields. */
public final class GossipApp implements App<NoSettings> {
    private static final AtomicReference<String> WORD = new AtomicReference<>("");
    private static final HttpString HINT = new HttpString("X-Hint");
    private static final List<Object> KEPT = new CopyOnWriteArrayList<>();

    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings().engine("default", Canary.class);
    }

    @Override
    public Module household(NoSettings settings) {
        return new AbstractModule() {
            @Provides
            @Singleton
            HttpHandler root(Session session) {
                return new Routes().get("/say", exchange -> WORD.set(exchange.getQueryString()))
                        .get("/hear", exchange -> exchange.getResponseSender().send("heard: " + WORD.get()))
                        .get("/hint", exchange -> exchange.getResponseHeaders().put(HINT, WORD.get()))
                        .get("/count",
                                exchange -> exchange.getResponseSender()
                                        .send(session.createSelectionQuery("select count(*) from Canary", Long.class)
                                                .getSingleResult() + ""));
            }
        };
    }

    /** Keeps an object for as long as the JVM runs. */
    static void keep(Object object) {
        KEPT.add(object);
    }

    /** Lets all go that was kept. */
    static void forget() {
        KEPT.clear();
    }

    /** What somebody kept of another instance is asked. */
    static void askAnother(DataSource source) throws SQLException {
        try (var connection = source.getConnection(); var statement = connection.createStatement()) {
            statement.execute("select * from Canary");
        }
    }
}
