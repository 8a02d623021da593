/**
 * One engine whose rows are spread over several databases: where a row belongs, what is asked of which, how answers are brought together, how rows move.
 *
 * <p>A row is in the shard that its key leads to ({@link dev.rowhouse.shard.Layout}), and all that it is associated with has the same key, so
 * a foreign key never crosses shards. Ids are unique over all shards, and tell where a row is. What a query compares keys with says
 * which shards are asked; if nothing does, all are, at once, and their answers become one as a database would make it. What can't be
 * brought together so is refused, with a message that says what to do; nothing is ever answered from a part of the rows.
 */
@NullMarked
package dev.rowhouse.shard;

import org.jspecify.annotations.NullMarked;
