package dev.rowhouse.instance.limit;

import dev.rowhouse.engine.DatabaseWork;
import java.time.Duration;

/**
 * Ends a request that was cut, step by step: what it executes in a database is cancelled; its thread is interrupted, at once or when it is
 * back from there; who doesn't heed that is interrupted wherever it is, and its client answered without it; after a further while it
 * counts as stuck.
 *
 * <p>Runs on a virtual thread of its own, and another one for a database that has to be asked.
 */
final class Cutting {
    /** How long a handler may take to come to its end when it was interrupted, before its client is answered without it. */
    static final Duration NOTICE = Duration.ofSeconds(1);
    /** How long after that it is stuck. */
    private static final Duration STUCK = Duration.ofSeconds(4);

    private final Attendance request;
    private final Cut why;
    private final Attendances all;
    private final DatabaseWork databases;

    Cutting(Attendance request, Cut why, Attendances all, DatabaseWork databases) {
        this.request = request;
        this.why = why;
        this.all = all;
        this.databases = databases;
    }

    void begin() {
        start("cut", this::run);
    }

    private void start(String what, Runnable task) {
        Thread.ofVirtual()
                .name("rowhouse-%s-%s".formatted(what, all.name()))
                .inheritInheritableThreadLocals(false)
                .start(task);
    }

    private void run() {
        try {
            if (request.hasBegun()) {
                PastAnswer.cutOff(request.exchange());
            }
            interrupt();
            if (!request.awaitLeft(NOTICE)) {
                request.interrupt();
            }
            if (request.take()) {
                PastAnswer.send(request.exchange(), why);
            }
            if (!request.awaitOver(STUCK)) {
                all.stuck(request);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts this thread", e);
        }
    }

    private void interrupt() {
        var thread = request.thread();
        if (thread == null || !thread.isVirtual()) {
            return;
        }
        var cancelling = databases.stop(thread);
        if (request.thread() != thread) {
            databases.release(thread);
        } else if (cancelling.isPresent()) {
            start("cancel", cancelling.get());
        } else {
            request.interrupt();
        }
    }
}
