package dev.rowhouse.instance;

import dev.rowhouse.instance.limit.CutOff;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.Connectors;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.XnioExecutor;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * A request that waits at a {@link Gate}, as an object that no thread stands for. All that happens to it happens on its connection's I/O
 * thread; so is what it becomes.
 */
final class Waiting implements Gate.Visitor, ExchangeCompletionListener {
    private final HttpServerExchange exchange;
    private final Gate gate;
    private final Next next;
    private XnioExecutor.@Nullable Key timer;
    private @Nullable ConduitStreamSourceChannel watched;
    private @Nullable ChannelListener<? super ConduitStreamSourceChannel> before;
    private boolean over;

    /**
     * What becomes of it.
     *
     * @param admitted takes it in, who must leave the gate
     * @param turnedAway takes it back where it came from
     * @param refused answers that there is no room
     * @param waits is told that it has to wait
     */
    record Next(HttpHandler admitted, HttpHandler turnedAway, HttpHandler refused, Runnable waits) {}

    private Waiting(HttpServerExchange exchange, Gate gate, Next next) {
        this.exchange = exchange;
        this.gate = gate;
        this.next = next;
    }

    /**
     * Lets a request wait, from when the call stack has returned that has brought it.
     *
     * @param atMost how long, before it is refused
     */
    static void at(Gate gate, HttpServerExchange exchange, Duration atMost, Next next) {
        var waiting = new Waiting(exchange, gate, next);
        exchange.dispatch(task -> waiting.onIoThread(task), () -> waiting.begin(atMost));
    }

    private void onIoThread(Runnable task) {
        var thread = exchange.getIoThread();
        if (Thread.currentThread() == thread) {
            task.run();
            return;
        }
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            // The server is being closed; what holds this request is gone with it.
            CutOff.now(exchange);
        }
    }

    private void begin(Duration atMost) {
        switch (gate.enter(this)) {
            case ADMITTED -> start();
            case CLOSED -> become(next.turnedAway());
            case FULL -> become(next.refused());
            case WAITING -> {
                next.waits().run();
                timer = exchange.getIoThread().executeAfter(this::expire, atMost.toMillis(), TimeUnit.MILLISECONDS);
                exchange.addExchangeCompleteListener(this);
                watch();
            }
        }
    }

    @Override
    public void admitted() {
        onIoThread(this::start);
    }

    private void start() {
        if (over || !exchange.getConnection().isOpen()) {
            gate.leave();
            end();
        } else {
            become(next.admitted());
        }
    }

    @Override
    public void turnedAway() {
        onIoThread(() -> become(next.turnedAway()));
    }

    private void expire() {
        if (gate.withdraw(this)) {
            become(next.refused());
        }
    }

    private void become(HttpHandler handler) {
        stopWatching();
        if (over) {
            return;
        }
        over = true;
        Connectors.executeRootHandler(handler, exchange);
    }

    /** Nobody waits for its answer any more. */
    private void end() {
        stopWatching();
        if (!over) {
            over = true;
            CutOff.now(exchange);
            exchange.endExchange();
        }
    }

    /** In HTTP/2, a client that goes away resets its stream, and so completes the exchange. */
    @Override
    public void exchangeEvent(HttpServerExchange same, NextListener others) {
        if (!over) {
            over = true;
            gate.withdraw(this);
            stopWatching();
        }
        others.proceed();
    }

    /**
     * In HTTP/1.1, a client that goes away is seen by who reads, and while a request waits nobody does. What comes from a client that stays
     * is the next request, and kept for later. If the body of this one is not read yet, it would be that, and nobody looks.
     */
    private void watch() {
        if (exchange.isRequestComplete() && exchange.getConnection() instanceof AbstractServerConnection connection
                && connection.getExtraBytes() == null) {
            var source = connection.getChannel().getSourceChannel();
            watched = source;
            before = source.getReadListener();
            source.setReadListener(channel -> read(connection, channel));
            source.resumeReads();
        }
    }

    private void read(AbstractServerConnection connection, ConduitStreamSourceChannel channel) {
        if (over) {
            return;
        }
        var buffer = connection.getByteBufferPool().allocate();
        int count;
        try {
            count = channel.read(buffer.getBuffer());
        } catch (IOException e) {
            count = -1;
        }
        if (count > 0) {
            buffer.getBuffer().flip();
            connection.setExtraBytes(buffer);
            lookAway();
            return;
        }
        buffer.close();
        if (count < 0 && gate.withdraw(this)) {
            end();
        }
    }

    private void stopWatching() {
        var key = timer;
        if (key != null) {
            key.remove();
            timer = null;
        }
        lookAway();
    }

    private void lookAway() {
        var source = watched;
        if (source != null) {
            watched = null;
            source.suspendReads();
            source.setReadListener(before);
        }
    }
}
