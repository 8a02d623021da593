package dev.rowhouse.instance.limit;

import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.List;

/** Hears of requests that are cut. Called by threads that must not wait; safe for use by many. */
public interface CutLog {
    /**
     * A request that is cut.
     *
     * @param path without the query
     * @param exchange the request itself, of which only what doesn't change may be asked
     * @param ran how long it has been inside
     * @param stack where its thread is; empty if no thread runs it at this moment
     */
    record Entry(
            Cut why,
            String method,
            String path,
            HttpServerExchange exchange,
            Duration ran,
            List<StackTraceElement> stack) {
        /** Copies the stack. */
        public Entry {
            stack = List.copyOf(stack);
        }
    }

    /** A request is cut now. */
    void cut(Entry entry);

    /**
     * One more doesn't end, or one fewer.
     *
     * @param change 1 or -1
     * @param now how many of this start there are
     */
    void stuck(int change, long now);
}
