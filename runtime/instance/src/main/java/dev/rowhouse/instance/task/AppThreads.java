package dev.rowhouse.instance.task;

import java.util.concurrent.ThreadFactory;

/**
 * Makes the virtual threads that run an app's code for one start of an instance: named, with the app's classes at hand, and with nothing
 * of the thread that starts them.
 */
public final class AppThreads implements ThreadFactory {
    private final ThreadFactory virtual;
    private final ClassLoader loader;

    /**
     * Threads for one kind of work.
     *
     * @param prefix what their names begin with; a number follows
     * @param loader the app's
     */
    public AppThreads(String prefix, ClassLoader loader) {
        this.virtual = Thread.ofVirtual().name(prefix, 0).inheritInheritableThreadLocals(false).factory();
        this.loader = loader;
    }

    @Override
    public Thread newThread(Runnable task) {
        var thread = virtual.newThread(task);
        thread.setContextClassLoader(loader);
        return thread;
    }
}
