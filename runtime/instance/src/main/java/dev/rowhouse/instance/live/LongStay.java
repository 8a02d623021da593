package dev.rowhouse.instance.live;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How a request that has become a stream stops counting as a request that runs: it holds no thread, has a limit of its own, and an
 * instance that ends doesn't wait for it but tells it.
 */
public final class LongStay {
    private static final AttachmentKey<LongStay> KEY = AttachmentKey.create(LongStay.class);

    private final Runnable leave;
    private final AtomicBoolean left = new AtomicBoolean();

    private LongStay(Runnable leave) {
        this.leave = leave;
    }

    /**
     * Counts a request until it is complete, or becomes a stream.
     *
     * @param leave called once, then
     */
    public static void count(HttpServerExchange exchange, Runnable leave) {
        var stay = new LongStay(leave);
        exchange.putAttachment(KEY, stay);
        exchange.addExchangeCompleteListener((done, next) -> {
            stay.leave();
            next.proceed();
        });
    }

    /** From now on it is a stream. */
    static void begin(HttpServerExchange exchange) {
        var stay = exchange.getAttachment(KEY);
        if (stay != null) {
            stay.leave();
        }
    }

    private void leave() {
        if (left.compareAndSet(false, true)) {
            leave.run();
        }
    }
}
