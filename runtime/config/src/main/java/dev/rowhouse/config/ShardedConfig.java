package dev.rowhouse.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * An engine whose rows are spread over several databases, as the operator declared it under {@code engines.<name>} with
 * {@code shards}.
 *
 * @param name what the app calls it
 * @param shardBy the attribute whose value decides, by the name of the entity; {@value #ALL} for those not named
 * @param strategy how it decides
 * @param shards the databases; at least one
 * @param origin where it is declared
 */
public record ShardedConfig(
        EngineName name,
        Map<String, String> shardBy,
        Strategy strategy,
        List<Shard> shards,
        Origin origin) {
    /** Stands for all entities that are not named. */
    public static final String ALL = "*";

    /**
     * Checks that there are databases, and copies.
     *
     * @throws IllegalArgumentException if there are none
     */
    public ShardedConfig {
        if (shards.isEmpty()) {
            throw new IllegalArgumentException("shards is empty; write at least one like a { url = \"jdbc:...\" }");
        }
        shardBy = Map.copyOf(shardBy);
        shards = List.copyOf(shards);
    }

    /** The same engine with other databases. */
    ShardedConfig anew(UnaryOperator<EngineConfig> change) {
        return new ShardedConfig(name, shardBy, strategy, shards.stream()
                .map(shard -> new Shard(shard.name(), change.apply(shard.engine()), shard.from(), shard.values()))
                .toList(), origin);
    }

    /** How the value of a key leads to a shard. */
    public enum Strategy {
        /** Values are spread evenly, by a hash of theirs. */
        HASH,
        /** Each shard has the values from its own lower bound to the next one's. */
        RANGE,
        /** Each shard has the values that it lists. */
        LIST
    }

    /**
     * One of the databases.
     *
     * @param name its name, unique in the engine and never changed: it decides where hashed values go
     * @param engine where it is; a part of the engine
     * @param from with {@link Strategy#RANGE}: the least value it has, as text; empty for the one that has all below the others
     * @param values with {@link Strategy#LIST}: the values it has, as texts
     */
    public record Shard(String name, EngineConfig engine, Optional<String> from, Set<String> values) {
        public Shard {
            values = Set.copyOf(values);
        }
    }
}
