package dev.rowhouse.instance.live;

import dev.rowhouse.instance.task.Crew;
import dev.rowhouse.spi.Work;
import dev.rowhouse.spi.Work.Action;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has the app do: one thing after the other, each on a thread of the crew, in a scope of its own.
 *
 * <p>Safe for use by many threads.
 */
final class Turns {
    private final Crew crew;
    private final Work work;
    private final Consumer<Throwable> failed;
    private final Queue<Turn> waiting = new ArrayDeque<>();
    private boolean busy;

    /** Something to do, and what follows when it was done, however that went. */
    private record Turn(Action<Exception> action, Runnable then) {}

    /**
     * Nothing to do yet.
     *
     * @param failed is told what an action throws, on its thread, outside of its scope
     */
    Turns(Crew crew, Work work, Consumer<Throwable> failed) {
        this.crew = crew;
        this.work = work;
        this.failed = failed;
    }

    /**
     * Does something in its turn.
     *
     * @param then called afterwards, also if it fails or the instance ends before its turn has come
     */
    void add(Action<Exception> action, Runnable then) {
        var turn = new Turn(action, then);
        synchronized (waiting) {
            if (busy) {
                waiting.add(turn);
                return;
            }
            busy = true;
        }
        begin(turn);
    }

    private void begin(Turn first) {
        @Nullable
        Turn turn = first;
        while (turn != null) {
            var next = turn;
            try {
                crew.runApart(() -> run(next), () -> goOn(next));
                return;
            } catch (RejectedExecutionException e) {
                // The instance ends, and lets nothing more be done.
                next.then().run();
                turn = poll();
            }
        }
    }

    private void run(Turn turn) {
        try {
            work.run(turn.action());
        } catch (Throwable failure) {
            failed.accept(failure);
        } finally {
            goOn(turn);
        }
    }

    /** A turn is over, or will never come. */
    private void goOn(Turn turn) {
        turn.then().run();
        var next = poll();
        if (next != null) {
            begin(next);
        }
    }

    private @Nullable Turn poll() {
        synchronized (waiting) {
            var next = waiting.poll();
            busy = next != null;
            return next;
        }
    }
}
