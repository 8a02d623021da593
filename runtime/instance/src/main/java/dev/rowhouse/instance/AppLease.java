package dev.rowhouse.instance;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The use of an app by one start of an instance: its code stays loaded until this is closed.
 *
 * <p>Safe for use by many threads.
 */
final class AppLease implements AutoCloseable {
    private final HostedApp<?> app;
    private final Runnable end;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param end is told once that nobody uses the app by this lease any more */
    AppLease(HostedApp<?> app, Runnable end) {
        this.app = app;
        this.end = end;
    }

    HostedApp<?> app() {
        return app;
    }

    /** Lets go of the app. The engines that use its classes must be closed. May be called again. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            end.run();
        }
    }
}
