package dev.rowhouse.route;

import dev.rowhouse.config.AppName;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Durability;
import dev.rowhouse.config.EngineConfig.Mapping;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.EngineConfig.Transactions;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.JdbcUrl;
import dev.rowhouse.config.Origin;
import dev.rowhouse.config.PoolConfig;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.spi.Binds;
import dev.rowhouse.spi.Entities;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/** Some engines of an instance and one piece of work, for one thread. */
final class House implements Destinations, AutoCloseable {
    private final SequencedMap<String, Room> rooms = new LinkedHashMap<>();
    private @Nullable Room named;

    /** What was called of the engines' own sessions, {@code log.persist}, while somebody listens. */
    @Nullable
    List<String> calls;

    /** The usual three. Notes are in the default engine, entries in the log, countries in all, cities in two. */
    static House open(Engines engines, String test) throws InterruptedException {
        var house = new House();
        house.add(engines, "default", "jdbc:h2:mem:%s-default".formatted(test),
                Entities.of(Note.class, Country.class, Label.class));
        house.add(engines, "log",
                "jdbc:h2:mem:%s-log;INIT=create table if not exists ledger (id bigint primary key, sum bigint)"
                        .formatted(test),
                Entities.of(Entry.class, Alarm.class, Country.class, City.class, Village.class,
                        dev.rowhouse.route.stock.Crate.class).reflecting("ledger"));
        house.add(engines, "archive",
                "jdbc:h2:mem:%s-archive;INIT=create table if not exists ledger (id bigint primary key, sum bigint)"
                        .formatted(test),
                Entities.of(Country.class, City.class, Village.class, dev.rowhouse.route.stock.Crate.class,
                        dev.rowhouse.route.stock.Label.class).reflecting("ledger"));
        return house;
    }

    void add(Engines engines, String name, String url, Entities entities) throws InterruptedException {
        var pool = new PoolConfig(2, 0, PoolConfig.DEFAULT.borrowTimeout(), PoolConfig.DEFAULT.idleTimeout(),
                PoolConfig.DEFAULT.maxLifetime(), Map.of());

        var engine = engines.open(new AppName("house"), new InstanceName("acme"),
                new EngineConfig(new EngineName(name), new JdbcUrl(url), Optional.empty(), Optional.empty(),
                        Schema.CREATE, pool, Mapping.SHARED, Durability.COMMIT, false, Optional.empty(), Map.of(),
                        Optional.empty(), Transactions.LOCAL, new Origin("test", 1)),
                entities);
        rooms.put(name, new Room(engine));
    }

    RoutedSession session(Binds binds) {
        return new RoutedSession(router(binds), this);
    }

    RoutedSession session() {
        return session(Binds.NONE);
    }

    Router router(Binds binds) {
        return new Router(new InstanceName("acme"), binds, all(), new Texts());
    }

    /** An engine's own session. */
    Session session(String engine) {
        return room(engine).real();
    }

    void on(String engine, Runnable work) {
        var before = named;
        named = room(engine);
        try {
            work.run();
        } finally {
            named = before;
        }
    }

    /** The engine whose session has an instance. */
    String holder(Object entity) {
        var holders = new ArrayList<String>();
        rooms.forEach((name, room) -> {
            if (room.session != null && Entity.isHeld(room.session, entity)) {
                holders.add(name);
            }
        });
        return String.join(", ", holders);
    }

    /** Which sessions are open. */
    List<String> opened() {
        return rooms.values().stream().filter(room -> room.session != null).map(Room::name).toList();
    }

    private Room room(String engine) {
        var room = rooms.get(engine);
        if (room == null) {
            throw new IllegalArgumentException(engine);
        }
        return room;
    }

    @Override
    public @Nullable Destination named() {
        return named;
    }

    @Override
    public List<Destination> all() {
        return List.copyOf(rooms.values());
    }

    @Override
    public List<Session> open() {
        var open = new ArrayList<Session>();
        for (var room : rooms.values()) {
            if (room.session != null && room.session.isOpen()) {
                open.add(room.session());
            }
        }
        return open;
    }

    /** Ends this piece of work, so that another one begins. */
    void closeSessions() {
        for (var room : rooms.sequencedValues().reversed()) {
            room.closeSession();
        }
    }

    @Override
    public void close() {
        closeSessions();
        rooms.sequencedValues().reversed().forEach(room -> room.engine.close());
    }

    private final class Room implements Destination {
        final Engine engine;
        @Nullable
        Session session;

        Room(Engine engine) {
            this.engine = engine;
        }

        @Override
        public String name() {
            return engine.name().value();
        }

        @Override
        public SessionFactoryImplementor factory() {
            return engine.factory();
        }

        @Override
        public Session session() {
            return calls == null ? real() : Heard.session(real(), name(), calls);
        }

        Session real() {
            if (session == null || !session.isOpen()) {
                session = engine.openSession();
                session.beginTransaction();
            }
            return session;
        }

        void closeSession() {
            if (session != null && session.isOpen()) {
                if (session.getTransaction().isActive()) {
                    session.getTransaction().rollback();
                }
                session.close();
            }
            session = null;
        }
    }
}
