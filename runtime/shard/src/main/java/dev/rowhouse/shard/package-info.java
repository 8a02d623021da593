/**
 * One engine whose rows are spread over several databases: where a row belongs, what is asked of which, how answers are brought together, how rows move.
 */
@NullMarked
package dev.rowhouse.shard;

import org.jspecify.annotations.NullMarked;
