package dev.rowhouse.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Things that several engines share, by what they depend on. Each is made once, by the first engine that needs it, while
 * others that need the same one wait; those with another key don't. Kept until they are closed here, so that an instance
 * that comes back finds them.
 *
 * <p>Safe for use by many threads.
 *
 * @param <K> what a thing depends on; compared with {@code equals}
 * @param <T> the things
 */
final class Shared<K, T extends AutoCloseable> implements AutoCloseable {
    private final ConcurrentMap<K, FutureTask<T>> things = new ConcurrentHashMap<>();

    /**
     * The thing for a key; a failure is not kept, so the next one tries again.
     *
     * @throws EngineException if it can't be made
     */
    T get(K key, Supplier<T> maker) throws InterruptedException {
        var fresh = new FutureTask<>(maker::get);
        var earlier = things.putIfAbsent(key, fresh);
        var task = earlier == null ? fresh : earlier;
        if (earlier == null) {
            fresh.run();
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            things.remove(key, task);
            var cause = Objects.requireNonNull(e.getCause());
            if (cause instanceof Error error) {
                throw error;
            }
            // One for each who waits: others add to it what failed for them.
            throw new EngineException(String.valueOf(cause.getMessage()), cause);
        }
    }

    /** How many there are. */
    int size() {
        return things.size();
    }

    /** Closes those of some keys. No engine that uses one may be open any more. */
    void closeIf(Predicate<K> unwanted) {
        List<AutoCloseable> gone = new ArrayList<>();
        for (var key : things.keySet()) {
            if (unwanted.test(key)) {
                var task = things.remove(key);
                if (task != null) {
                    gone.add(() -> task.get().close());
                }
            }
        }
        Closing.all(gone);
    }

    /** Closes all. No engine may be open any more. */
    @Override
    public void close() {
        closeIf(_ -> true);
    }
}
