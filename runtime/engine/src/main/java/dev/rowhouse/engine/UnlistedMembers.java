package dev.rowhouse.engine;

import java.util.SortedSet;

/** Databases which have to be there, and which can't be listed: of products, or behind URLs, that nothing more is known of here. */
record UnlistedMembers(String product) implements MemberDatabases {
    @Override
    public SortedSet<String> keys() {
        throw new EngineException(
                "which keys have a database can't be found out on '%s' where the url has {key} there; keep a list of them elsewhere"
                        .formatted(product));
    }

    @Override
    public Opening prepare(String key) {
        return Opening.DONE;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
