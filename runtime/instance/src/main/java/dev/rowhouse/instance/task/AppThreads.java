package dev.rowhouse.instance.task;

import dev.rowhouse.config.InstanceName;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the virtual threads that run an app's code for one start of an instance: named, with the app's classes at hand, and with nothing
 * of the thread that starts them.
 */
public final class AppThreads implements ThreadFactory {
    private final InstanceName instance;
    private final String kind;
    private final ClassLoader loader;
    /** Made with the first thread: most kinds of work most instances never have. */
    private volatile @Nullable Made made;

    /** What makes threads, and those that run. */
    private record Made(ThreadFactory virtual, Set<Thread> running) {}

    /**
     * Threads for one kind of work.
     *
     * @param instance what their names begin with
     * @param kind what follows there, before a number
     * @param loader the app's
     */
    public AppThreads(InstanceName instance, String kind, ClassLoader loader) {
        this.instance = instance;
        this.kind = kind;
        this.loader = loader;
    }

    private Made made() {
        var now = made;
        return now == null ? make() : now;
    }

    private synchronized Made make() {
        var now = made;
        if (now == null) {
            now = new Made(Thread.ofVirtual().name(instance + kind, 0).inheritInheritableThreadLocals(false).factory(),
                    ConcurrentHashMap.newKeySet());
            made = now;
        }
        return now;
    }

    @Override
    public Thread newThread(Runnable task) {
        var all = made();
        var running = all.running();
        var thread = all.virtual().newThread(() -> {
            var here = Thread.currentThread();
            running.add(here);
            try {
                task.run();
            } finally {
                running.remove(here);
            }
        });
        thread.setContextClassLoader(loader);
        return thread;
    }

    /** Those that run at this moment. */
    public Set<Thread> running() {
        var now = made;
        return now == null ? Set.of() : Set.copyOf(now.running());
    }
}
