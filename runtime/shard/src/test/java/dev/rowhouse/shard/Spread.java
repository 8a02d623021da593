package dev.rowhouse.shard;

import dev.rowhouse.config.AppName;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.ShardedConfig;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.spi.Entities;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;

/** The shards of one engine, opened by hand, with counters of what is asked of each. */
final class Spread implements AutoCloseable {
    static final AppName APP = new AppName("blogs");

    private final Map<String, List<String>> heard = new ConcurrentHashMap<>();
    private final Engines engines = new Engines(List.of(),
            (instance, statement) -> heard.computeIfAbsent(instance.value(), each -> new ArrayList<>()).add(statement));
    private final Map<String, Engine> open = new LinkedHashMap<>();
    private final ShardedConfig config;
    private final Entities entities;
    final ShardedEngine engine;

    Spread(ShardedConfig config, Entities entities) {
        this.config = config;
        this.entities = entities;
        engine = ShardedEngine.of(new InstanceName("north"), config);
    }

    static Spread open(ShardedConfig config, Class<?>... entities) throws InterruptedException {
        var spread = new Spread(config, Entities.of(entities));
        try {
            for (var shard : config.shards()) {
                spread.open(shard.name());
            }
            return spread;
        } catch (Throwable e) {
            spread.close();
            throw e;
        }
    }

    /** Each shard has an instance for its name, because that is what is told with each statement. */
    void open(String name) throws InterruptedException {
        var shard = config.shards().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        open.put(name, engines.open(APP, new InstanceName(name), shard.engine(), entities, engine.placement(name)));
    }

    void closeShard(String name) {
        var engine = open.remove(name);
        if (engine != null) {
            engine.close();
        }
    }

    Engine shard(String name) {
        var engine = open.get(name);
        if (engine == null) {
            throw new IllegalStateException("instance 'north', engine 'posts/%s': it is closed".formatted(name));
        }
        return engine;
    }

    /** The statements that each shard was asked since the last time. */
    Map<String, List<String>> heard() {
        var all = Map.copyOf(heard);
        heard.clear();
        return all;
    }

    <T> T call(Function<ShardedSession, T> work) {
        var sessions = new Opened();
        try {
            var result = work.apply(engine.session(sessions));
            sessions.open().forEach(session -> {
                session.flush();
                session.getTransaction().commit();
            });
            return result;
        } finally {
            sessions.close();
        }
    }

    void run(Consumer<ShardedSession> work) {
        call(session -> {
            work.accept(session);
            return 0;
        });
    }

    @Override
    public void close() {
        List.copyOf(open.keySet()).forEach(this::closeShard);
        engines.close();
    }

    private final class Opened implements ShardSessions {
        private final Map<String, Session> sessions = new LinkedHashMap<>();

        @Override
        public Session session(String shard) {
            return sessions.computeIfAbsent(shard, name -> {
                var session = shard(name).openSession();
                session.beginTransaction();
                return session;
            });
        }

        @Override
        public List<Session> open() {
            return List.copyOf(sessions.values());
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        void close() {
            sessions.values().forEach(session -> {
                if (session.getTransaction().isActive()) {
                    session.getTransaction().rollback();
                }
                session.close();
            });
        }
    }
}
