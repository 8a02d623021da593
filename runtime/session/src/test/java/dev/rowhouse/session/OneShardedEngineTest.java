package dev.rowhouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.rowhouse.config.ShardedConfig;
import dev.rowhouse.config.ShardedConfig.Strategy;
import dev.rowhouse.engine.EngineWatcher;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.engine.Shard;
import dev.rowhouse.route.Texts;
import dev.rowhouse.shard.ShardedEngine;
import dev.rowhouse.spi.Binds;
import dev.rowhouse.spi.Entities;
import dev.rowhouse.spi.ForeignObjectException;
import dev.rowhouse.spi.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance whose only engine has shards. */
class OneShardedEngineTest {
    private static final InstanceName ACME = new InstanceName("acme");
    private static final AppName APP = new AppName("house");
    private static final Origin ORIGIN = new Origin("test", 1);
    private static final PoolConfig POOL = new PoolConfig(8, 0, Duration.ofSeconds(30), Duration.ofMinutes(1),
            Duration.ofMinutes(30), Map.of());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private ShardedConfig config(String files) {
        return new ShardedConfig(new EngineName("default"), Map.of(ShardedConfig.ALL, "name"), Strategy.LIST,
                List.of(listing(files, "a", "Ada"), listing(files, "g", "Grace")), ORIGIN);
    }

    private ShardedConfig.Shard listing(String files, String shard, String guest) {
        var engine = new EngineConfig(new EngineName("default"),
                new JdbcUrl("jdbc:h2:file:" + folder.resolve(files + shard)), Optional.empty(), Optional.empty(),
                Schema.UPDATE, POOL, Mapping.SHARED, Durability.DELAYED, false, Optional.empty(), Map.of(),
                Optional.of(shard), Transactions.LOCAL, ORIGIN);
        return new ShardedConfig.Shard(shard, engine, Optional.empty(), Set.of(guest));
    }

    @Test
    void leadsToTheShardThatABlockNamesAndForgetsItsSettingsWithTheWork() {
        try (var engines = new Engines(); var spread = Spread.open(engines, new Scopes(), config(""))) {
            var scope = spread.scope();
            scope.runInTransaction(
                    () -> List.of("Ada", "Grace").forEach(guest -> scope.session().persist(new Guest(guest))));
            assertThat(guests(scope, scope)).containsExactly("Ada", "Grace");
            assertThat(guests(scope, scope.on("default", "Grace"))).containsExactly("Grace");
            assertThat(guests(scope, scope.on("default"))).containsExactly("Ada", "Grace");
            var grace = scope.on("default", "Grace");
            grace.runInRetriedTransaction(() -> scope.session().find(Guest.class, "Grace").job = "admiral");
            scope.run(() -> assertThat(grace.call(() -> scope.session().find(Guest.class, "Grace").job))
                    .isEqualTo("admiral"));
            var named = scope.session(new EngineName("default"));
            scope.run(() -> {
                for (var session : List.of(scope.session(), named)) {
                    assertThat(session.isDefaultReadOnly()).isFalse();
                }
                scope.session().setDefaultReadOnly(true);
                assertThat(named.isDefaultReadOnly()).isTrue();
                assertThat(scope.session().isReadOnly(scope.session().find(Guest.class, "Ada"))).isTrue();
            });
            scope.run(() -> {
                assertThat(named.isDefaultReadOnly()).as("as the next piece of work finds it").isFalse();
                assertThat(named.isReadOnly(named.find(Guest.class, "Ada"))).isFalse();
            });
        }
    }

    @Test
    void refusesWhatBelongsToAnotherInstance() {
        var scopes = new Scopes();
        try (var engines = new Engines();
                var acme = Spread.open(engines, scopes, config("acme-"));
                var globex = Spread.open(engines, scopes.begin(new InstanceName("globex")), config("globex-"))) {
            for (var one : List.of(acme, globex)) {
                one.scope().runInTransaction(() -> {
                    one.scope().session().persist(new Guest("Ada"));
                    one.scope().session().persist(new Guest("Grace"));
                });
            }
            var foreign = acme.scope().call(() -> acme.scope().session().find(Guest.class, "Ada"));
            for (Consumer<Session> use : List.<Consumer<Session>>of(session -> session.persist(foreign),
                    session -> session.merge(foreign), session -> session.remove(foreign),
                    session -> session.createSelectionQuery("from Guest g where g = :it", Guest.class)
                            .setParameter("it", foreign)
                            .getResultList())) {
                assertThatThrownBy(() -> globex.scope().runInTransaction(() -> use.accept(globex.scope().session())))
                        .isInstanceOf(ForeignObjectException.class)
                        .hasMessageContainingAll("instance 'acme'", "instance 'globex'");
            }
            assertThat(guests(globex.scope(), globex.scope())).as("from both shards, at once")
                    .containsExactly("Ada", "Grace");
        }
    }

    /** An instance with shards alone. */
    private record Spread(SessionScope scope, List<Shard> shards) implements AutoCloseable {
        static Spread open(Engines engines, Scopes scopes, ShardedConfig config) {
            return open(engines, scopes.begin(ACME), config);
        }

        static Spread open(Engines engines, Start start, ShardedConfig config) {
            var engine = ShardedEngine.of(start, config);
            var shards = engines.shards(APP, start, config, Entities.of(Guest.class), engine::placement,
                    EngineWatcher.NONE);
            shards.forEach(shard -> shard.lease().close());
            return new Spread(new SessionScope(start, List.of(new Holding.Sharded(engine, shards)), Binds.NONE,
                    new Texts(), null), shards);
        }

        @Override
        public void close() {
            shards.forEach(Shard::close);
        }
    }

    private static List<String> guests(SessionScope scope, Work where) {
        return where.call(() -> scope.session()
                .createSelectionQuery("select name from Guest order by name", String.class)
                .getResultList());
    }
}
