package dev.rowhouse.shard;

import dev.rowhouse.route.ChoosingSession;
import org.hibernate.Session;

/** Temporary. */
@SuppressWarnings("serial")
public abstract class ShardedSession extends ChoosingSession {
    public abstract Session onKey(Object key);
}
