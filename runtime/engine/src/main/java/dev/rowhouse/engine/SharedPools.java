package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.JdbcUrl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The pools that engines of several instances share: one for each PostgreSQL database and user, open as long as one of its engines
 * is.
 *
 * <p>Safe for use by many threads. Its lock is held while a pool is made, which doesn't connect, never while one is closed.
 */
final class SharedPools {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Place, SharedPool> open = new HashMap<>();

    /** Where a pool connects, and as whom. */
    private record Place(JdbcUrl url, Optional<String> user) {}

    private static Place place(EngineConfig config) {
        return new Place(config.url().withoutCurrentSchema(), config.user());
    }

    /**
     * The pool of an engine.
     *
     * @param opening makes it, if the engine is the first one
     * @param opened takes what makes the engine leave the pool
     * @throws EngineException if it doesn't say the same as the others, or its schema is another instance's
     */
    SharedPool enter(
            InstanceName instance,
            EngineConfig config,
            Supplier<SharedPool> opening,
            List<AutoCloseable> opened) {
        lock.lock();
        try {
            var schema = SharedPool.schema(config);
            var shared = Optional.ofNullable(open.get(place(config))).orElseGet(opening);
            shared.enter(instance, schema, config);
            open.put(place(config), shared);
            opened.add(() -> leave(shared, config));
            return shared;
        } finally {
            lock.unlock();
        }
    }

    private void leave(SharedPool shared, EngineConfig config) {
        boolean last;
        lock.lock();
        try {
            last = shared.leave(config);
            if (last) {
                open.remove(place(config));
            }
        } finally {
            lock.unlock();
        }
        if (last) {
            shared.close();
        }
    }

    /** How many are open. */
    int size() {
        lock.lock();
        try {
            return open.size();
        } finally {
            lock.unlock();
        }
    }
}
