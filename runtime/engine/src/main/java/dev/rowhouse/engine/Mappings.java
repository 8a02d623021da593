package dev.rowhouse.engine;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The shared mappings of a composite. Each is built once, by the first engine that needs it, while others that need the
 * same one wait; engines with another key don't. Kept until the composite closes, so that an instance that comes back
 * finds it.
 */
final class Mappings implements AutoCloseable {
    private final ConcurrentMap<MappingKey, FutureTask<Mapping>> shared = new ConcurrentHashMap<>();

    /** The mapping for a key; a failure is not kept, so the next one tries again. */
    Mapping get(MappingKey key, String owner) throws InterruptedException {
        var fresh = new FutureTask<>(() -> Mapping.create(key, owner, true));
        var earlier = shared.putIfAbsent(key, fresh);
        var task = earlier == null ? fresh : earlier;
        if (earlier == null) {
            fresh.run();
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            shared.remove(key, task);
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(e.getCause());
        }
    }

    /** How many there are. */
    int size() {
        return shared.size();
    }

    /** Closes all. No engine may be open any more. */
    @Override
    public void close() {
        Closing.all(shared.values().stream().map(task -> (AutoCloseable) () -> task.get().close()).toList());
        shared.clear();
    }
}
