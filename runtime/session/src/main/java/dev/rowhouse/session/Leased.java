package dev.rowhouse.session;

import dev.rowhouse.engine.Family;
import dev.rowhouse.engine.Lease;
import dev.rowhouse.engine.Shard;

/** An engine that is opened when it is first needed, and stays open while it is leased. Equal ones are the same engine. */
sealed interface Leased {
    /** The place of its name in the plan. */
    int rank();

    /** Opens it, if it isn't open, and keeps it open until the lease is closed. */
    Lease lease();

    /**
     * The database of one key.
     *
     * @param family of which it is a member
     */
    record Member(Family family, String key, int rank) implements Leased {
        @Override
        public Lease lease() {
            return family.lease(key);
        }
    }

    /**
     * A part of a sharded engine.
     *
     * @param shard which one
     */
    record Part(Shard shard, int rank) implements Leased {
        @Override
        public Lease lease() {
            return shard.lease();
        }
    }
}
