package dev.rowhouse.session;

import dev.rowhouse.config.EngineName;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.engine.Family;
import dev.rowhouse.engine.Shard;
import dev.rowhouse.shard.ShardedEngine;
import java.util.List;

/** What an instance holds by one name of its app's plan. */
public sealed interface Holding {
    /** What the app calls it. */
    EngineName name();

    /**
     * A database.
     *
     * @param engine open
     */
    record Single(Engine engine) implements Holding {
        @Override
        public EngineName name() {
            return engine.name();
        }
    }

    /**
     * Databases that share the rows of one engine.
     *
     * @param engine knows which row is where
     * @param shards its databases, opened when they are needed
     */
    record Sharded(ShardedEngine engine, List<Shard> shards) implements Holding {
        public Sharded {
            shards = List.copyOf(shards);
        }

        @Override
        public EngineName name() {
            return new EngineName(engine.name());
        }
    }

    /**
     * Databases of one structure, told apart by keys.
     *
     * @param family its members, opened when they are needed
     */
    record Kindred(Family family) implements Holding {
        @Override
        public EngineName name() {
            return family.name();
        }
    }
}
