package dev.rowhouse.shard;

import org.hibernate.persister.entity.EntityPersister;

/**
 * What is known of the rows of one entity: where their key is, and what their ids tell.
 *
 * @param entity what knows its attributes
 * @param name the name that queries use
 * @param key where the value is that decides on the shard
 * @param ids where ids come from
 */
record ShardedEntity(EntityPersister entity, String name, KeyPath key, Ids ids) {
    /** Where ids come from. */
    enum Ids {
        /** The app, or another row. */
        ASSIGNED,
        /** Numbers that we make, of those that the database counts up. */
        NUMBERS,
        /** Hibernate, and no two are alike anywhere. */
        UNIQUE
    }

    /** Whether the id is made by us, and is the key at the same time. */
    boolean choosesKey() {
        return key.place() == KeyPath.Place.ID && ids != Ids.ASSIGNED;
    }
}
