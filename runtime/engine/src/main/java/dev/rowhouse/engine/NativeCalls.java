package dev.rowhouse.engine;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls into native code on platform threads. A virtual thread that waits in native code, for the lock of a file or for
 * a disk, keeps its carrier, of which there is one for each processor: a few that wait in one instance would stop all others.
 *
 * <p>There are as many threads as calls at one time, of which there is at most one for each connection; they end when they
 * have been idle for some seconds. Safe for use by many threads.
 */
final class NativeCalls implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final ExecutorService threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE.toMillis(),
            TimeUnit.MILLISECONDS, new SynchronousQueue<>(),
            Thread.ofPlatform().name("rowhouse-native-", 0).daemon().inheritInheritableThreadLocals(false).factory());

    /**
     * Makes a call and waits for its end, also if the calling thread is interrupted. A platform thread makes it itself.
     *
     * @throws Throwable what the call throws
     */
    <T extends @Nullable Object> T make(Callable<T> call) throws Throwable {
        if (!Thread.currentThread().isVirtual()) {
            return call.call();
        }
        var result = new CompletableFuture<T>();
        threads.execute(() -> {
            try {
                result.complete(call.call());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        try {
            return result.join();
        } catch (CompletionException failure) {
            throw failure.getCause() == null ? failure : failure.getCause();
        }
    }

    /** Makes no further calls; those that are under way come to their end. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
