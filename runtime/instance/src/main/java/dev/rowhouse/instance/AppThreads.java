package dev.rowhouse.instance;

import dev.rowhouse.config.InstanceName;
import java.util.concurrent.ThreadFactory;

/** Makes the virtual threads that run an app's code for one start of an instance: named by it, with the app's classes at hand. */
final class AppThreads implements ThreadFactory {
    private final ThreadFactory virtual;
    private final ClassLoader loader;

    AppThreads(InstanceName instance, ClassLoader loader) {
        this.virtual = Thread.ofVirtual().name(instance + "-", 0).inheritInheritableThreadLocals(false).factory();
        this.loader = loader;
    }

    @Override
    public Thread newThread(Runnable task) {
        var thread = virtual.newThread(task);
        thread.setContextClassLoader(loader);
        return thread;
    }
}
