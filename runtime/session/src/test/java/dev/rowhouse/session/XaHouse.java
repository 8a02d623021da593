package dev.rowhouse.session;

import dev.rowhouse.config.AppName;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Durability;
import dev.rowhouse.config.EngineConfig.Mapping;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.EngineConfig.Transactions;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.FamilyConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.JdbcUrl;
import dev.rowhouse.config.Origin;
import dev.rowhouse.config.PoolConfig;
import dev.rowhouse.config.ShardedConfig;
import dev.rowhouse.config.ShardedConfig.Strategy;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.engine.EngineWatcher;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.engine.Family;
import dev.rowhouse.engine.Shard;
import dev.rowhouse.route.Texts;
import dev.rowhouse.shard.ShardedEngine;
import dev.rowhouse.spi.Binds;
import dev.rowhouse.spi.Entities;
import dev.rowhouse.spi.Work;
import dev.rowhouse.xa.XaTransactions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Session;

/**
 * An instance without an app that commits in two phases: guests in {@code default}, a file of H2; in {@code spread}, two such
 * files; in {@code house}, one for each key; and in {@code server}, which comes in the plan before the family.
 */
final class XaHouse implements AutoCloseable {
    private static final InstanceName ACME = new InstanceName("acme");
    private static final AppName APP = new AppName("house");
    private static final Entities GUESTS = Entities.of(Guest.class);

    private final Engines engines = new Engines();
    private final Path folder;
    private final XaTransactions transactions;
    private final Engine main;
    private final Engine server;
    private final List<Shard> shards;
    private final Family family;
    private final Work work;
    private final Session session;

    /**
     * Opens all.
     *
     * @param folder the instance's own
     * @param url of the database of {@code server}
     */
    XaHouse(Path folder, String url) throws InterruptedException {
        this.folder = folder;
        transactions = XaTransactions.open(ACME, folder, List.of());
        var watcher = new EngineWatcher() {
            @Override
            public void opened(Engine engine) {
                transactions.add(engine);
            }

            @Override
            public void closing(Engine engine) {
                transactions.remove(engine);
            }
        };
        var start = new Scopes().begin(ACME);
        main = engines.open(APP, start, config("default", file("default"), Optional.empty()), GUESTS);
        server = engines.open(APP, start, config("server", url, Optional.empty()), GUESTS);
        watcher.opened(main);
        watcher.opened(server);
        var sharded = new ShardedConfig(new EngineName("spread"), Map.of(ShardedConfig.ALL, "name"), Strategy.HASH,
                List.of(shard("one"), shard("two")), new Origin("test", 1));
        var spread = ShardedEngine.of(start, sharded);
        shards = engines.shards(APP, start, sharded, GUESTS, spread::placement, watcher);
        for (var shard : shards) {
            shard.lease().close();
        }
        family = engines.family(APP, start,
                new FamilyConfig(config("house", file("house-{key}"), Optional.empty()), 2, Duration.ZERO), GUESTS,
                watcher);
        var scope = new SessionScope(
                start, List.of(new Holding.Single(main), new Holding.Single(server),
                        new Holding.Sharded(spread, shards), new Holding.Kindred(family)),
                Binds.NONE, new Texts(), transactions);
        work = scope;
        session = scope.session();
    }

    private String file(String name) {
        return "jdbc:h2:file:" + folder.resolve(name);
    }

    private ShardedConfig.Shard shard(String name) {
        return new ShardedConfig.Shard(name, config("spread", file("spread-" + name), Optional.of(name)),
                Optional.empty(), Set.of());
    }

    private static EngineConfig config(String name, String url, Optional<String> part) {
        var pool = new PoolConfig(3, 0, Duration.ofSeconds(20), Duration.ofMinutes(1), Duration.ofMinutes(30),
                Map.of());
        return new EngineConfig(new EngineName(name), new JdbcUrl(url), Optional.empty(), Optional.empty(),
                Schema.UPDATE, pool, Mapping.SHARED, Durability.COMMIT, false, Optional.empty(), Map.of(), part,
                Transactions.XA, new Origin("test", 1));
    }

    Work work() {
        return work;
    }

    Session session() {
        return session;
    }

    void add(String engine, String guest) {
        work.on(engine).run(() -> session.persist(new Guest(guest)));
    }

    void addToMember(String key, String guest) {
        work.on("house", key).run(() -> session.persist(new Guest(guest)));
    }

    List<String> guests(Work where) {
        return where.call(() -> session.createSelectionQuery("select name from Guest order by name", String.class)
                .getResultList());
    }

    /** Those in all databases, by where they are; without members that were never used. */
    List<List<String>> guests() {
        return List.of(guests(work.on("default")), guests(work.on("server")), guests(work.on("spread")),
                guests(work.on("house", "a")));
    }

    /** Lets only one guest have a job; the server looks when the transaction prepares. */
    void allowEachJobOnceOnServer() {
        work.on("server")
                .runInTransaction(() -> session
                        .createNativeMutationQuery(
                                "alter table Guest add constraint job_once unique (job) deferrable initially deferred")
                        .executeUpdate());
    }

    /** How many connections are out. */
    int borrowed() {
        return main.borrowed() + server.borrowed();
    }

    @Override
    public void close() {
        family.close();
        shards.forEach(Shard::close);
        server.close();
        main.close();
        transactions.close();
        engines.close();
    }
}
