package dev.rowhouse.session;

import dev.rowhouse.spi.Work.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Repeats the transaction of a task while others get in its way, a few times. For one thread, and one task. */
final class Attempts {
    private static final int MOST = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(4);

    private final Sessions sessions;
    private final List<Throwable> conflicts = new ArrayList<>();

    Attempts(Sessions sessions) {
        this.sessions = sessions;
    }

    <T extends @Nullable Object, X extends Exception> T inTransaction(Task<T, X> task) throws X {
        while (true) {
            try {
                return sessions.attempt(task);
            } catch (Throwable failure) {
                if (!Conflicts.isConflict(failure)) {
                    throw failure;
                }
                if (conflicts.size() + 1 == MOST || !pause()) {
                    suppressEarlierOnes(failure);
                    throw failure;
                }
                conflicts.add(failure);
            }
        }
    }

    /**
     * Waits some milliseconds, longer each time. Half of it is chance, so that two who met don't meet again; the other half
     * lets the one go who got through, as he may still wait for the lock that this one had.
     *
     * @return whether to go on
     */
    private boolean pause() {
        long longest = FIRST_PAUSE.multipliedBy(1L << conflicts.size()).toNanos();
        try {
            Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest / 2, longest)));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A task may throw one exception again and again, and none can suppress itself. */
    private void suppressEarlierOnes(Throwable failure) {
        conflicts.stream().distinct().filter(earlier -> !earlier.equals(failure)).forEach(failure::addSuppressed);
    }
}
