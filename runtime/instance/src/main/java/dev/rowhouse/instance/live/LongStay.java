package dev.rowhouse.instance.live;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How a request that has become a stream stops counting as a request that runs: it holds no thread, has a limit of its own, and an
 * instance that ends doesn't wait for it but tells it.
 *
 * <p>Whoever counts requests extends it with what it keeps of one, so that a request needs one object for all of that.
 */
public abstract class LongStay implements ExchangeCompletionListener {
    private static final AttachmentKey<LongStay> KEY = AttachmentKey.create(LongStay.class);

    private final AtomicBoolean left = new AtomicBoolean();

    /** A request that isn't counted yet. */
    protected LongStay() {}

    /** Counts a request until it is complete, or becomes a stream. */
    public final void count(HttpServerExchange exchange) {
        exchange.putAttachment(KEY, this);
        exchange.addExchangeCompleteListener(this);
    }

    /** It doesn't count any more; called once, on any thread. */
    protected abstract void left();

    @Override
    public final void exchangeEvent(HttpServerExchange done, NextListener next) {
        leave();
        next.proceed();
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
            left();
        }
    }
}
