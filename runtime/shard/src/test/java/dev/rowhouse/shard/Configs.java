package dev.rowhouse.shard;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Durability;
import dev.rowhouse.config.EngineConfig.Mapping;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.EngineConfig.Transactions;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.JdbcUrl;
import dev.rowhouse.config.Origin;
import dev.rowhouse.config.PoolConfig;
import dev.rowhouse.config.ShardedConfig;
import dev.rowhouse.config.ShardedConfig.Shard;
import dev.rowhouse.config.ShardedConfig.Strategy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Engines with shards as an operator would declare them. */
final class Configs {
    /** It waits for those who open a database on a machine that is busy. */
    static final PoolConfig POOL = new PoolConfig(8, 0, Duration.ofSeconds(30), Duration.ofMinutes(1),
            Duration.ofMinutes(30), Map.of());

    private static final Origin ORIGIN = new Origin("test.conf", 1);

    private Configs() {}

    static EngineConfig engine(String url, Optional<String> shard) {
        return new EngineConfig(new EngineName("posts"), new JdbcUrl(url), Optional.empty(), Optional.empty(),
                Schema.UPDATE, POOL, Mapping.SHARED, Durability.COMMIT, false, Optional.empty(), Map.of(), shard,
                Transactions.LOCAL, ORIGIN);
    }

    static Shard shard(String name, String url) {
        return new Shard(name, engine(url, Optional.of(name)), Optional.empty(), Set.of());
    }

    static Shard from(String name, String bound) {
        return new Shard(name, engine("jdbc:h2:mem:" + name, Optional.of(name)), Optional.of(bound), Set.of());
    }

    static Shard listing(String name, String... values) {
        return new Shard(name, engine("jdbc:h2:mem:" + name, Optional.of(name)), Optional.empty(), Set.of(values));
    }

    static ShardedConfig by(Strategy strategy, Shard... shards) {
        return by(strategy, Map.of(ShardedConfig.ALL, "blogId"), shards);
    }

    static ShardedConfig by(Strategy strategy, Map<String, String> attributes, Shard... shards) {
        return new ShardedConfig(new EngineName("posts"), attributes, strategy, List.of(shards), ORIGIN);
    }

    static ShardedConfig hashed(String... names) {
        return by(Strategy.HASH,
                Arrays.stream(names).map(name -> shard(name, "jdbc:h2:mem:" + name)).toArray(Shard[]::new));
    }
}
