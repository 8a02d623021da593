package dev.rowhouse.instance.limit;

import dev.rowhouse.browser.Replacement;
import io.undertow.server.ConduitWrapper;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ConduitFactory;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.StreamSinkConduit;

/**
 * One request inside an instance, from when it was let in until its response is complete and no thread runs its handler any more. Says who
 * answers it: the handler, unless it was cut before its response began; then one who claims it, and nobody else.
 *
 * <p>It is the innermost wrapper of the response, so whatever begins one passes here. Safe for use by many threads.
 */
public final class Attendance implements ConduitWrapper<StreamSinkConduit> {
    /** Who answers. */
    private enum Answer {
        /** Nobody yet: whoever is first. */
        OPEN,
        /** The handler, whose response has begun. */
        BEGUN,
        /** Nobody yet, and not the handler. */
        CUT,
        /** The thread that ran the handler says that it was cut. */
        CLAIMED,
        /** Another thread says so, past the exchange, which belongs to the handler still. */
        TAKEN
    }

    private final Attendances all;
    private final HttpServerExchange exchange;
    private final long since;
    private volatile Answer answer = Answer.OPEN;
    private volatile @Nullable Cut cut;

    /** From here on, all under this object's monitor, which is held for a few steps. */
    private @Nullable Thread thread;
    private @Nullable CountDownLatch left;
    private @Nullable CountDownLatch over;
    private boolean awaited;
    private boolean complete;
    private boolean stuck;

    Attendance(Attendances all, HttpServerExchange exchange, long since) {
        this.all = all;
        this.exchange = exchange;
        this.since = since;
    }

    HttpServerExchange exchange() {
        return exchange;
    }

    /** From when it came: the JVM would have to be asked for one of each request, which takes longer than all else that the set of them does. */
    @Override
    public int hashCode() {
        return Long.hashCode(since);
    }

    /** When it was let in. */
    long since() {
        return since;
    }

    /** A thread will {@link #run} its handler soon, or say that it isn't run. If its instance ends before, that thread answers it. */
    public synchronized void await() {
        awaited = true;
    }

    /** Code of a handler. */
    @FunctionalInterface
    public interface Code<X extends Exception> {
        /** Runs it. */
        void run() throws X;
    }

    /**
     * Runs code of the handler on this thread, which may be stopped and interrupted until that returns, and isn't interrupted any more when
     * this returns. If it was cut before, nothing is run, and this thread may be who says so.
     *
     * @throws X what the code throws
     */
    public <X extends Exception> void run(Code<X> code) throws X {
        var here = Thread.currentThread();
        boolean isWanted;
        boolean isAnother;
        synchronized (this) {
            // What Undertow runs then is the next request of the same connection.
            isAnother = complete;
            // Cut between two parts of it, the second of which isn't wanted any more.
            isWanted = cut == null;
            if (!isAnother && isWanted) {
                thread = here;
                awaited = false;
            }
        }
        if (isAnother) {
            code.run();
            return;
        }
        if (!isWanted) {
            claim();
            releaseAwaited();
            return;
        }
        try {
            code.run();
        } finally {
            leave(here);
        }
    }

    private synchronized void releaseAwaited() {
        if (awaited && left != null) {
            left.countDown();
        }
        awaited = false;
    }

    private void leave(Thread here) {
        if (cut != null && here.isVirtual() && !exchange.isDispatched()) {
            claim();
        }
        synchronized (this) {
            thread = null;
            if (left != null) {
                left.countDown();
            }
        }
        if (cut != null) {
            all.released(here);
            var _ = Thread.interrupted();
        }
        endIfOver();
    }

    /** Its response is complete, or it has become a stream that is not counted. */
    public void complete() {
        synchronized (this) {
            complete = true;
        }
        endIfOver();
    }

    private void endIfOver() {
        boolean wasStuck;
        synchronized (this) {
            if (!complete || thread != null) {
                return;
            }
            wasStuck = stuck;
            stuck = false;
            if (over != null) {
                over.countDown();
            }
        }
        all.end(this, wasStuck);
    }

    /** The thread that runs its handler; null if none does at the moment. */
    synchronized @Nullable Thread thread() {
        return thread;
    }

    /**
     * Cuts it: the handler can't begin its response any more.
     *
     * @return false, with nothing done, if it was cut before, or has nothing left to cut: no thread runs its handler, and its response
     *         has begun
     */
    boolean cut(Cut why) {
        synchronized (this) {
            if (cut != null || (thread == null && (complete || answer == Answer.BEGUN))) {
                return false;
            }
            cut = why;
            left = new CountDownLatch(thread != null || (awaited && why == Cut.ENDING) ? 1 : 0);
            over = new CountDownLatch(1);
            move(Answer.OPEN, Answer.CUT);
        }
        return true;
    }

    /** Why it was cut; null if it wasn't. */
    public @Nullable Cut cut() {
        return cut;
    }

    /** Whether the handler's response had begun before it could be cut. */
    public boolean hasBegun() {
        return answer == Answer.BEGUN;
    }

    /** Interrupts the thread that runs its handler, if one still does. */
    synchronized void interrupt() {
        if (thread != null && thread.isVirtual()) {
            thread.interrupt();
        }
    }

    /** Waits until the thread has left its handler that ran it when it was cut; false if that took longer. */
    boolean awaitLeft(Duration atMost) throws InterruptedException {
        CountDownLatch latch;
        synchronized (this) {
            latch = left;
        }
        return latch == null || latch.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits until it is over, if it was cut; false if that took longer. */
    boolean awaitOver(Duration atMost) throws InterruptedException {
        CountDownLatch latch;
        synchronized (this) {
            latch = over;
        }
        return latch == null || latch.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Notes that it doesn't end though it was cut; false if it has ended. */
    synchronized boolean markStuck() {
        stuck = !(complete && thread == null);
        return stuck;
    }

    /** The one step in which it is decided who answers. */
    private synchronized boolean move(Answer from, Answer to) {
        if (answer != from) {
            return false;
        }
        answer = to;
        return true;
    }

    private boolean claim() {
        return move(Answer.CUT, Answer.CLAIMED);
    }

    /** Claims that it is for this thread to say that the request was cut; true also if it has before. */
    public boolean mustTell() {
        return claim() || isClaimed();
    }

    /**
     * Whether the thread that ran the handler has to say that the request was cut. Nobody else does then; where the response begins
     * without that, it is replaced.
     */
    public boolean isClaimed() {
        return answer == Answer.CLAIMED;
    }

    /** Another thread asks the same, which must not touch the exchange. */
    boolean take() {
        return move(Answer.CUT, Answer.TAKEN);
    }

    @Override
    public StreamSinkConduit wrap(ConduitFactory<StreamSinkConduit> next, HttpServerExchange same) {
        if (move(Answer.OPEN, Answer.BEGUN)) {
            return next.create();
        }
        var why = cut;
        if (why != null && claim()) {
            return replace(next, why);
        }
        // Who has claimed it answers now. Where it was taken, the connection is about to be closed.
        return isClaimed() ? next.create() : new Nowhere(next.create());
    }

    /** The handler answers too late: what it says is replaced. */
    private StreamSinkConduit replace(ConduitFactory<StreamSinkConduit> next, Cut why) {
        var body = why.document().getBytes(StandardCharsets.US_ASCII);
        var fields = exchange.getResponseHeaders();
        fields.clear();
        why.describe(fields);
        fields.put(Headers.CONTENT_LENGTH, body.length);
        exchange.setStatusCode(why.status());
        return new Replacement(next.create(), ByteBuffer.wrap(body));
    }
}
