package dev.rowhouse.loader;

/**
 * Lets libraries that go by a thread's context find an app's classes, for as long as this is open. To be closed by the thread
 * that opened it.
 */
public final class ContextLoader implements AutoCloseable {
    private final Thread thread;
    private final ClassLoader before;

    private ContextLoader(Thread thread, ClassLoader before) {
        this.thread = thread;
        this.before = before;
    }

    /** Makes a loader the context of the calling thread. */
    public static ContextLoader of(ClassLoader loader) {
        var thread = Thread.currentThread();
        var opened = new ContextLoader(thread, thread.getContextClassLoader());
        thread.setContextClassLoader(loader);
        return opened;
    }

    /** Gives the thread the context back that it had before. */
    @Override
    public void close() {
        thread.setContextClassLoader(before);
    }
}
