package dev.rowhouse.instance.live;

import dev.rowhouse.spi.WebSocket;
import dev.rowhouse.spi.WebSocketListener;
import dev.rowhouse.spi.Work.Action;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * One WebSocket: what its client sends is handled in turns of the app; what the app sends is queued for the client.
 *
 * <p>Nothing more is read while enough waits to be handled, so a client that sends faster than the app handles is held up by TCP.
 *
 * <p>Safe for use by many threads.
 */
final class Socket implements WebSocket, LiveConnection {
    /** How long the other side may take to answer a close frame. */
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final int MOST_WAITING = 16;
    /** Counted for each message besides its bytes. */
    private static final int OVERHEAD = 16;

    private final Live live;
    private final Set<Socket> peers;
    private final WebSocketListener listener;
    private final WebSocketChannel channel;
    private final Turns turns;
    private final Outflow outflow;
    private final AtomicReference<@Nullable Closing> closing = new AtomicReference<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile long heard = System.nanoTime();

    private final Object inflow = new Object();
    private int waiting;
    private long waitingBytes;
    private boolean opening = true;

    /** @param peers where it is listed while it is open */
    Socket(Live live, Set<Socket> peers, WebSocketListener listener, WebSocketChannel channel) {
        this.live = live;
        this.peers = peers;
        this.listener = listener;
        this.channel = channel;
        turns = live.turns(this::fail);
        outflow = new Outflow(live.limits().buffer());
    }

    /** Begins to talk to the client, once the handshake is answered. */
    void begin() {
        channel.getReceiveSetter().set(new Receiver(this, live.limits().message()));
        if (!live.join(this)) {
            end(Closing.FULL);
            return;
        }
        peers.add(this);
        turns.add(() -> listener.opened(this), this::opened);
        channel.addCloseTask(_ -> ended());
        if (!channel.isOpen()) {
            ended();
        }
        later(this::tick, period());
    }

    /** How often it is looked after: a client that is heard of just after one look has two more to answer a ping. */
    private Duration period() {
        return live.limits().idle().dividedBy(3);
    }

    private void opened() {
        synchronized (inflow) {
            opening = false;
            channel.resumeReceives();
        }
    }

    /** The client was heard of. */
    void heard() {
        heard = System.nanoTime();
    }

    /** Looks whether the client is still there, and lets it show that. */
    private void tick() {
        if (!channel.isOpen()) {
            return;
        }
        long silence = System.nanoTime() - heard;
        if (!isReading()) {
            heard();
        } else if (silence >= live.limits().idle().toNanos()) {
            closing.compareAndSet(null, Closing.SILENT);
            cutOff();
            return;
        } else if (silence >= period().toNanos()) {
            WebSockets.sendPing(ByteBuffer.allocate(0), channel, new Sent(() -> {}));
        }
        later(this::tick, period());
    }

    private boolean isReading() {
        synchronized (inflow) {
            return !opening && !isFull();
        }
    }

    private boolean isFull() {
        return waiting >= MOST_WAITING || waitingBytes >= live.limits().message();
    }

    private void later(Runnable task, Duration delay) {
        try {
            channel.getIoThread().executeAfter(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The server is being closed, and this socket with it.
            cutOff();
        }
    }

    /** A text message is complete. Called by the I/O thread. */
    void receive(String text, int length) {
        receive(() -> listener.text(this, text), length);
    }

    /** A binary message is complete. Called by the I/O thread. */
    void receive(ByteBuffer bytes) {
        receive(() -> listener.binary(this, bytes), bytes.remaining());
    }

    private void receive(Action<Exception> action, int length) {
        if (closing.get() != null) {
            return;
        }
        synchronized (inflow) {
            waiting++;
            waitingBytes += length;
            if (isFull()) {
                channel.suspendReceives();
            }
        }
        turns.add(action, () -> handled(length));
    }

    private void handled(int length) {
        synchronized (inflow) {
            waiting--;
            waitingBytes -= length;
            if (!isFull() && !channel.isReceivesResumed()) {
                heard();
                channel.resumeReceives();
            }
        }
    }

    @Override
    public boolean isOpen() {
        return closing.get() == null && channel.isOpen();
    }

    @Override
    public boolean send(String text) {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        int count = bytes.remaining() + OVERHEAD;
        if (!takes(count)) {
            return false;
        }
        WebSockets.sendText(bytes, channel, new Sent(() -> outflow.sent(count)));
        return true;
    }

    @Override
    public boolean send(ByteBuffer bytes) {
        int count = bytes.remaining() + OVERHEAD;
        if (!takes(count)) {
            return false;
        }
        WebSockets.sendBinary(bytes, channel, new Sent(() -> outflow.sent(count)));
        return true;
    }

    private boolean takes(int count) {
        if (closing.get() != null) {
            return false;
        }
        if (outflow.take(count)) {
            return true;
        }
        if (closing.compareAndSet(null, Closing.SLOW)) {
            cutOff();
        }
        return false;
    }

    @Override
    public boolean flush() throws InterruptedException {
        return outflow.await();
    }

    @Override
    public void close(int code, String reason) {
        end(Closing.checked(code, reason));
    }

    @Override
    public void sayGoodbye() {
        end(Closing.GOODBYE);
    }

    /** Says why it ends, unless that was said, and waits a little for the answer. */
    void end(Closing why) {
        if (!closing.compareAndSet(null, why)) {
            return;
        }
        WebSockets.sendClose(why.message(), channel, new Sent(() -> {}));
        // What still comes is dropped, up to the answer.
        channel.resumeReceives();
        later(this::cutOff, CLOSING);
    }

    /** The client says that it ends, or answers that it has heard so. */
    void hearEnd(Closing why) {
        if (!closing.compareAndSet(null, why)) {
            cutOff();
            return;
        }
        var answer = new Sent(this::cutOff);
        if (why.code() == Closing.UNSAID.code()) {
            WebSockets.sendClose(ByteBuffer.allocate(0), channel, answer);
        } else {
            WebSockets.sendClose(why.message(), channel, answer);
        }
        later(this::cutOff, CLOSING);
    }

    /** The client can't be read any more. */
    void lose(@Nullable Throwable cause) {
        if (!channel.isCloseFrameSent()) {
            vanish();
            return;
        }
        // Undertow has told the client what was wrong with it.
        closing.compareAndSet(null,
                cause instanceof UnsupportedEncodingException ? Closing.NO_TEXT : Closing.MALFORMED);
        later(this::cutOff, CLOSING);
    }

    /** The client is gone without a word. */
    void vanish() {
        closing.compareAndSet(null, Closing.BROKEN);
        cutOff();
    }

    private void fail(Throwable failure) {
        live.report("a listener of a WebSocket failed", failure);
        end(Closing.FAILED);
    }

    @Override
    public void cutOff() {
        IoUtils.safeClose(channel);
    }

    private void ended() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        closing.compareAndSet(null, Closing.BROKEN);
        outflow.end();
        peers.remove(this);
        turns.add(() -> {
            var why = closing.get();
            if (why != null) {
                listener.closed(this, why.code(), why.reason());
            }
        }, () -> live.leave(this));
    }

    /** Told when a frame is with the client's side, or never will be. */
    private final class Sent implements WebSocketCallback<Void> {
        private final Runnable then;

        Sent(Runnable then) {
            this.then = then;
        }

        @Override
        public void complete(WebSocketChannel same, Void context) {
            then.run();
        }

        @Override
        public void onError(WebSocketChannel same, Void context, Throwable failure) {
            cutOff();
        }
    }
}
