package dev.rowhouse.server;

import dev.rowhouse.server.LeakyApp.Leak;
import dev.rowhouse.server.LeakyApp.Slip;
import dev.rowhouse.spi.Instance;
import dev.rowhouse.spi.Json;
import dev.rowhouse.spi.Routes;
import dev.rowhouse.spi.Work;
import io.undertow.server.HttpServerExchange;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.hibernate.Session;

/** Answers for a {@link LeakyApp}: what it does right, and beside it how it leaks. */
final class LeakyDesk {
    /** How long the classic recipe works before its first query. */
    private static final long WORK_NANOS = 200_000;

    private final Leak leak;
    private final Instance instance;
    private final Session session;
    private final Work work;
    private final Json json;
    private final DataSource source;
    private final LeakyApp.Basket own;
    private volatile String latest = "";

    @Inject
    LeakyDesk(
            LeakyApp.Settings settings,
            Instance instance,
            Session session,
            Work work,
            Json json,
            DataSource source,
            LeakyApp.Basket own) {
        this.leak = settings.leak();
        this.instance = instance;
        this.session = session;
        this.work = work;
        this.json = json;
        this.source = source;
        this.own = own;
    }

    /** What is sent. */
    record Text(String text) {}

    void add(HttpServerExchange exchange) throws Exception {
        var slip = new Slip(json.read(exchange, Text.class).text());
        work.runInTransaction(() -> session.persist(slip));
        if (leak == Leak.STATIC_FIELD) {
            LeakyApp.latestOfAll = slip.text;
        }
        latest = slip.text;
        json.write(exchange, 201, slip);
    }

    void show(HttpServerExchange exchange) {
        long id = Routes.id(exchange, "id").orElse(0);
        var text = leak == Leak.SHARED_CACHE ? LeakyApp.CACHE.computeIfAbsent(id, this::text) : text(id);
        json.write(exchange, 200, new Text(text));
    }

    private String text(long id) {
        return Objects.requireNonNull(session.find(Slip.class, id)).text;
    }

    void latest(HttpServerExchange exchange) {
        json.write(exchange, 200, new Text(leak == Leak.STATIC_FIELD ? LeakyApp.latestOfAll : latest));
    }

    void all(HttpServerExchange exchange) throws Exception {
        LeakyApp.bound = leak == Leak.REBOUND_FACTORY ? source : null;
        LockSupport.parkNanos(WORK_NANOS);
        var factory = leak == Leak.REBOUND_FACTORY ? Objects.requireNonNull(LeakyApp.bound) : source;
        try (var connection = factory.getConnection();
                var statement = connection.prepareStatement("select text from slip fetch first 3 rows only");
                var rows = statement.executeQuery()) {
            var texts = new StringBuilder();
            while (rows.next()) {
                texts.append(rows.getString(1));
            }
            json.write(exchange, 200, new Text(texts.toString()));
        }
    }

    void user(HttpServerExchange exchange) throws Exception {
        String name = exchange.getRequestHeaders().getFirst("X-User");
        var shown = LeakyApp.THREADS.submit(() -> {
            if (name != null) {
                LeakyApp.USER.set(name);
            }
            var user = LeakyApp.USER.get();
            if (leak != Leak.STATIC_THREAD_LOCAL) {
                LeakyApp.USER.remove();
            }
            return String.valueOf(user);
        }).get();
        json.write(exchange, 200, new Text(shown));
    }

    void put(HttpServerExchange exchange) throws Exception {
        basket().put(json.read(exchange, Text.class).text());
        exchange.setStatusCode(204);
    }

    void basket(HttpServerExchange exchange) {
        json.write(exchange, 200, new Text(basket().content()));
    }

    private LeakyApp.Basket basket() {
        return leak == Leak.JIT_SINGLETON ? LeakyApp.ANYTHING.getInstance(LeakyApp.Basket.class) : own;
    }

    void logIn(HttpServerExchange exchange) throws Exception {
        var name = json.read(exchange, Text.class).text();
        json.write(exchange, 200, Map.of("token", name + "." + signature(name)));
    }

    void me(HttpServerExchange exchange) throws Exception {
        var token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        int dot = Math.max(0, token.lastIndexOf('.'));
        boolean known = token.substring(dot).equals("." + signature(token.substring(0, dot)));
        json.write(exchange, known ? 200 : 401, new Text(known ? "welcome" : "who are you?"));
    }

    private String signature(String name) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        var key = leak == Leak.SHARED_KEY ? LeakyApp.KEY_OF_ALL : "the key of " + instance.name();
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
    }
}
