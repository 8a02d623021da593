package dev.rowhouse.instance.live;

import dev.rowhouse.instance.limit.CutOff;
import dev.rowhouse.spi.EventStream;
import dev.rowhouse.spi.EventStreamListener;
import dev.rowhouse.spi.ServerEvent;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSinkChannel;

/**
 * One stream of events: what is sent waits in a queue, and the I/O thread writes it as fast as the client takes it.
 *
 * <p>Safe for use by many threads.
 */
final class Stream implements EventStream, LiveConnection {
    private static final Duration CLOSING = Duration.ofSeconds(5);
    /** A comment, which a client ignores. */
    private static final byte[] SIGN_OF_LIFE = ":\n\n".getBytes(StandardCharsets.US_ASCII);
    /** Counted for each event besides its bytes. */
    private static final int OVERHEAD = 16;

    private final Live live;
    private final Set<Stream> peers;
    private final EventStreamListener listener;
    private final HttpServerExchange exchange;
    private final Optional<String> lastEventId;
    private final Turns turns;
    private final Outflow outflow;
    private final AtomicBoolean ended = new AtomicBoolean();

    private final Object queue = new Object();
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    /** What is sent to all while the app still greets this client. */
    private final Deque<ByteBuffer> held = new ArrayDeque<>();
    private boolean begun;
    private boolean greeting = true;
    private @Nullable Thread greeter;
    private boolean closing;
    private boolean quiet;

    /** Both for the I/O thread alone. */
    private @Nullable StreamSinkChannel sink;
    private @Nullable ByteBuffer current;

    /** @param peers where it is listed while it is open */
    Stream(
            Live live,
            Set<Stream> peers,
            EventStreamListener listener,
            HttpServerExchange exchange,
            Optional<String> lastEventId) {
        this.live = live;
        this.peers = peers;
        this.listener = listener;
        this.exchange = exchange;
        this.lastEventId = lastEventId;
        turns = live.turns(this::fail);
        outflow = new Outflow(live.limits().buffer());
    }

    /** Begins to answer. Called by the I/O thread. */
    void begin() {
        var channel = exchange.getResponseChannel();
        if (channel == null || ended.get()) {
            cutOffNow();
            return;
        }
        sink = channel;
        channel.getWriteSetter().set(_ -> write());
        synchronized (queue) {
            if (ended.get()) {
                return;
            }
            begun = true;
            peers.add(this);
            turns.add(this::greet, this::greeted);
        }
        // Sends the head.
        write();
        later(this::tick, live.limits().idle().dividedBy(2));
    }

    private void greet() throws Exception {
        synchronized (queue) {
            greeter = Thread.currentThread();
        }
        listener.opened(this);
    }

    private void greeted() {
        synchronized (queue) {
            greeting = false;
            greeter = null;
            waiting.addAll(held);
            held.clear();
        }
        wake();
    }

    /** Shows that this side is there, and finds out whether the other one is. */
    private void tick() {
        boolean sign;
        synchronized (queue) {
            if (closing || ended.get()) {
                return;
            }
            sign = quiet && !greeting;
            quiet = true;
        }
        if (sign) {
            send(SIGN_OF_LIFE);
        }
        later(this::tick, live.limits().idle().dividedBy(2));
    }

    private void later(Runnable task, Duration delay) {
        try {
            exchange.getIoThread().executeAfter(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The server is being closed, and this stream with it.
            cutOffNow();
        }
    }

    @Override
    public Optional<String> lastEventId() {
        return lastEventId;
    }

    @Override
    public boolean isOpen() {
        synchronized (queue) {
            return !closing && !ended.get();
        }
    }

    @Override
    public boolean send(ServerEvent event) {
        return send(event.toText().getBytes(StandardCharsets.UTF_8));
    }

    /** Sends what is an event already, or several. */
    boolean send(byte[] bytes) {
        synchronized (queue) {
            if (closing || ended.get()) {
                return false;
            }
            if (outflow.take(bytes.length + OVERHEAD)) {
                quiet = false;
                boolean isHeld = greeting && Thread.currentThread() != greeter;
                (isHeld ? held : waiting).add(ByteBuffer.wrap(bytes));
            } else {
                closing = true;
            }
        }
        if (isOpen()) {
            wake();
            return true;
        }
        // The client takes events too slowly.
        cutOff();
        return false;
    }

    private void wake() {
        onIoThread(this::write);
    }

    private void onIoThread(Runnable task) {
        try {
            exchange.getIoThread().execute(task);
        } catch (RejectedExecutionException e) {
            cutOffNow();
        }
    }

    /** Writes as much as the client takes. Called by the I/O thread. */
    private void write() {
        var channel = sink;
        if (channel == null || ended.get()) {
            return;
        }
        try {
            while (next()) {
                if (current != null && channel.write(current) == 0) {
                    channel.resumeWrites();
                    return;
                }
            }
            if (isOpen()) {
                if (channel.flush()) {
                    channel.suspendWrites();
                } else {
                    channel.resumeWrites();
                }
            } else {
                channel.shutdownWrites();
                if (!channel.flush()) {
                    channel.resumeWrites();
                }
            }
        } catch (IOException e) {
            cutOffNow();
        }
    }

    /** Whether something is to be written, which is the current one then. */
    private boolean next() {
        var last = current;
        if (last != null && last.hasRemaining()) {
            return true;
        }
        if (last != null) {
            outflow.sent(last.capacity() + OVERHEAD);
        }
        synchronized (queue) {
            current = waiting.poll();
        }
        return current != null;
    }

    @Override
    public boolean flush() throws InterruptedException {
        return outflow.await();
    }

    @Override
    public void close() {
        synchronized (queue) {
            if (closing) {
                return;
            }
            closing = true;
        }
        wake();
        later(this::cutOffNow, CLOSING);
    }

    @Override
    public void sayGoodbye() {
        close();
    }

    private void fail(Throwable failure) {
        live.report("a listener of an event stream failed", failure);
        close();
    }

    @Override
    public void cutOff() {
        onIoThread(this::cutOffNow);
    }

    private void cutOffNow() {
        if (!ended.get()) {
            CutOff.now(exchange);
            exchange.endExchange();
        }
    }

    /** The response is complete, or nobody can take it any more. */
    void ended() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        outflow.end();
        synchronized (queue) {
            peers.remove(this);
            if (begun) {
                turns.add(() -> listener.closed(this), () -> live.leave(this));
                return;
            }
        }
        live.leave(this);
    }
}
