package dev.rowhouse.session;

import dev.rowhouse.engine.Shard;
import dev.rowhouse.route.Destination;
import dev.rowhouse.shard.ShardSessions;
import dev.rowhouse.shard.ShardedEngine;
import dev.rowhouse.shard.ShardedSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** An engine that has shards, seen from whatever thread works in the scope. Safe for use by many threads. */
final class ShardedPlace implements Destination, ShardSessions {
    private final SessionScope scope;
    private final ShardedEngine engine;
    private final Map<String, Leased> parts = new LinkedHashMap<>();

    ShardedPlace(SessionScope scope, ShardedEngine engine, List<Shard> shards, int rank) {
        this.scope = scope;
        this.engine = engine;
        shards.forEach(shard -> parts.put(shard.name(), new Leased.Part(shard, rank)));
    }

    /** A session over all shards, for one piece of work: it remembers how it was set. */
    ShardedSession begin() {
        return engine.session(this);
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public SessionFactoryImplementor factory() {
        return engine.factory();
    }

    @Override
    public ShardedSession session() {
        return scope.here().session(this);
    }

    /** The shard that has a key. */
    Destination on(Object key) {
        return new ShardPlace(this, "%s/%s".formatted(name(), engine.shardOf(key)), key);
    }

    /** One of its shards. Which session that is, is asked anew each time: it may be kept, as what names an engine may. */
    private record ShardPlace(ShardedPlace whole, String name, Object key) implements Destination {
        @Override
        public SessionFactoryImplementor factory() {
            return whole.factory();
        }

        @Override
        public Session session() {
            return whole.session().onKey(key);
        }
    }

    @Override
    public Session session(String shard) {
        var part = parts.get(shard);
        if (part == null) {
            throw new IllegalArgumentException(
                    "engine '%s' has no shard '%s'; it has %s".formatted(engine.name(), shard, parts.keySet()));
        }
        return scope.here().session(part);
    }

    @Override
    public List<Session> open() {
        return scope.here().open(parts.values());
    }

    @Override
    public boolean isOpen() {
        return scope.isOpen();
    }
}
