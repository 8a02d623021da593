package dev.rowhouse.server;

import dev.rowhouse.config.Secrets;
import dev.rowhouse.instance.Reasons;
import java.io.PrintWriter;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Optional;

/** Tells what nobody catches in threads that a job starts, without secrets; the JVM's own way would show them. */
final class UncaughtFailures implements AutoCloseable {
    private final Optional<UncaughtExceptionHandler> before = Optional
            .ofNullable(Thread.getDefaultUncaughtExceptionHandler());
    private final UncaughtExceptionHandler handler;

    private UncaughtFailures(UncaughtExceptionHandler handler) {
        this.handler = handler;
    }

    /** From now on, until it is closed. */
    static UncaughtFailures to(PrintWriter err, Secrets secrets) {
        var failures = new UncaughtFailures((thread, failure) -> err.printf("Exception in thread \"%s\" %s%n",
                secrets.conceal(thread.getName()), Reasons.stack(failure, secrets)));
        Thread.setDefaultUncaughtExceptionHandler(failures.handler);
        return failures;
    }

    @Override
    public void close() {
        if (handler.equals(Thread.getDefaultUncaughtExceptionHandler())) {
            Thread.setDefaultUncaughtExceptionHandler(before.orElse(null));
        }
    }
}
