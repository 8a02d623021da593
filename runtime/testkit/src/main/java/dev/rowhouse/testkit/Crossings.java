package dev.rowhouse.testkit;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What was seen that crosses from one instance into another, until somebody asks. Safe for use by many threads. */
final class Crossings {
    private final Queue<CrossReadError> seen = new ConcurrentLinkedQueue<>();

    /** Remembers a crossing, with the stack of this thread, and gives it back to be thrown. */
    CrossReadError add(String message) {
        var crossing = new CrossReadError(message);
        seen.add(crossing);
        return crossing;
    }

    /**
     * Forgets what was seen.
     *
     * @throws CrossReadError the first crossing, with the others suppressed, if there are any
     */
    void check() {
        var first = seen.poll();
        if (first == null) {
            return;
        }
        for (var other = seen.poll(); other != null; other = seen.poll()) {
            first.addSuppressed(other);
        }
        throw first;
    }

    /** Compares what a client was sent with what it must never be sent. */
    void scan(String instance, String request, String answer, Collection<TestedInstance> others) {
        for (var other : others) {
            int at = answer.indexOf(other.canary());
            if (at >= 0) {
                throw add("instance '%s' answers with the canary of instance '%s', on thread '%s', to %s: ...%s..."
                        .formatted(instance, other.name(), Thread.currentThread().getName(), request, answer.substring(
                                Math.max(0, at - 60), Math.min(answer.length(), at + other.canary().length() + 60))));
            }
        }
    }
}
