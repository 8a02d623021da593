package dev.rowhouse.shard;

import java.util.List;
import org.hibernate.Session;

/**
 * The sessions of one piece of work on the shards of one engine.
 *
 * <p>Called by the thread whose work it is, and no other. A session may be used by another thread between two calls, never by two at
 * once.
 */
public interface ShardSessions {
    /**
     * The session on a shard, opened if it isn't, in the transaction if the work is in one.
     *
     * @param shard the name of one that is configured
     * @throws RuntimeException if the shard can't be opened; says which
     */
    Session session(String shard);

    /** Those that were opened so far; no others are opened for this. */
    List<Session> open();

    /** Whether the work goes on, and sessions may be asked for. */
    boolean isOpen();
}
