package org.example.shop;

import com.google.inject.AbstractModule;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Provides;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.Entities;
import dev.rowhouse.spi.Instance;
import dev.rowhouse.spi.Json;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Routes;
import dev.rowhouse.spi.Work;
import io.undertow.server.HttpHandler;
import io.undertow.util.AttachmentKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.proxy.HibernateProxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

public final class ShopApp implements App<ShopApp.Settings> {
    private static final Logger log = LoggerFactory.getLogger(ShopApp.class);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Map<String, Object> CACHE = new ConcurrentHashMap<>();
    private static final AttachmentKey<Fresh> LAST = AttachmentKey.create(Fresh.class);

    public record Settings(String title, Kind kind) {}
    public enum Kind { SMALL, LARGE }
    static final class Mark { @Inject Mark() {} }
    static final class Unbound {}
    static final class Broken extends RuntimeException {}
    record Fresh(String name, String maker) {}
    record Shown(long id, String name, String maker, boolean lazy) {}
    record Said(String version, String title, Kind kind, int count, String context, Set<String> cached) {}

    @Override
    public Plan<Settings> plan() {
        return Plan.of(Settings.class).defaults(new Settings("none", Kind.SMALL))
                .engine("default", Entities.of(Ware.class, Maker.class).mappedBy(ShopApp.class, "shop.orm.xml"))
                .family("notes", Ware.class, Maker.class);
    }

    @Override
    public Module household(Settings settings) {
        return new AbstractModule() {
            @Override
            protected void configure() {
                bind(Wares.class);
                bind(Mark.class);
            }

            @Provides
            @Singleton
            HttpHandler root(Wares wares, Work work, Json json, DataSource source, Instance instance, Injector injector) {
                return new Routes().get("/", exchange -> {
                    CACHE.put(instance.name(), settings);
                    log.info("asked by {}", Thread.currentThread());
                    json.write(exchange, 200, new Said("VERSION", settings.title(), settings.kind(),
                            COUNT.incrementAndGet(), String.valueOf(Thread.currentThread().getContextClassLoader()),
                            new TreeSet<>(CACHE.keySet())));
                }).get("/broken", exchange -> {
                    throw new Broken();
                }).get("/unbound", exchange -> injector.getInstance(Unbound.class))
                  .get("/criteria", exchange -> json.write(exchange, 200, wares.count()))
                  .get("/notes", exchange -> json.write(exchange, 200, work.on("notes", "all").call(wares::notes)))
                  .get("/wares", exchange -> json.write(exchange, 200, wares.all()))
                  .get("/jdbc", exchange -> {
                    try (var connection = source.getConnection(); var statement = connection.createStatement();
                            var rows = statement.executeQuery("select count(*) from Ware")) {
                        rows.next();
                        json.write(exchange, 200, rows.getInt(1));
                    }
                }).post("/wares", exchange -> {
                    var fresh = json.read(exchange, Fresh.class);
                    exchange.putAttachment(LAST, fresh);
                    wares.add(fresh);
                    json.write(exchange, 201, fresh);
                });
            }
        };
    }

    public static final class Wares {
        private final Session session;
        private final Work work;

        @Inject
        Wares(Session session, Work work) {
            this.session = session;
            this.work = work;
        }

        List<Shown> all() {
            return session.createSelectionQuery("from Ware order by id", Ware.class).getResultList().stream()
                    .map(ware -> new Shown(ware.id, ware.name, ware.maker.getName(),
                            ware.maker instanceof HibernateProxy)).toList();
        }

        void add(Fresh fresh) {
            work.runInTransaction(() -> {
                var maker = new Maker(fresh.maker());
                session.persist(maker);
                session.persist(new Ware(fresh.name(), maker));
            });
        }

        long count() {
            var builder = session.getCriteriaBuilder();
            var query = builder.createQuery(Long.class);
            var root = query.from(Ware.class);
            query.select(builder.count(root)).where(builder.equal(root.get("name"), "cup"));
            return session.createSelectionQuery(query).getSingleResult();
        }

        List<Integer> notes() {
            work.runInTransaction(() -> session.persist(new Ware("note", null)));
            return List.of(session.createSelectionQuery("from Ware", Ware.class).getResultList().size());
        }

        public void clear() {
            work.runInTransaction(() -> session.createMutationQuery("delete from Ware").executeUpdate());
        }
    }
}
