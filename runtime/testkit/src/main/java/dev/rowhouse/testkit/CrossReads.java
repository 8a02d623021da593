package dev.rowhouse.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks for reads that cross from one instance into another.
 *
 * <p>Every subject has a row that says whose database it is. A few threads, used again and again, enter requests of
 * different subjects; all wait until all have entered, then all read. So the interleaving that mixes up whatever the
 * subjects share is not left to luck: it comes in every round. Further steps nest a request of another subject, fail in the
 * middle, fork a thread inside, and read where no request is open, which must be refused.
 */
public final class CrossReads {
    private static final int SECONDS_PER_STEP = 60;

    private final List<? extends Subject> subjects;
    private final CyclicBarrier allInside;

    private CrossReads(List<? extends Subject> subjects, int threads) {
        this.subjects = subjects;
        allInside = new CyclicBarrier(threads);
    }

    /** What is examined: an instance, or whatever plays one. Used by many threads. */
    public interface Subject {
        /** What the row in its database says. */
        String name();

        /** Runs a body as one request to this subject, on the calling thread. */
        void request(Body body) throws Exception;

        /**
         * Reads the row with the session that this thread has now.
         *
         * @throws RuntimeException if it has none
         */
        String read();
    }

    /** What happens inside a request. */
    public interface Body {
        void run() throws Exception;
    }

    /**
     * What was found.
     *
     * @param checks reads whose answer was compared
     * @param wrong reads that were answered from another subject's database
     * @param unscoped reads outside every request that were answered at all
     */
    public record Report(long checks, long wrong, long unscoped) {
        Report plus(Report other) {
            return new Report(checks + other.checks, wrong + other.wrong, unscoped + other.unscoped);
        }
    }

    /** A request that was made to fail. */
    private static final class Deliberate extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Examines subjects.
     *
     * @param threads how many requests are inside at once, at least 2; best no more than there are subjects
     * @param checks about how many reads to compare
     * @throws Exception what a subject threw
     */
    public static Report search(List<? extends Subject> subjects, int threads, long checks) throws Exception {
        var search = new CrossReads(subjects, threads);
        long rounds = Math.max(1, checks / ((long) threads * Round.CHECKS));
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Report>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                parts.add(pool.submit(() -> search.rounds(thread, rounds)));
            }
            var total = new Report(0, 0, 0);
            for (var part : parts) {
                total = total.plus(part.get());
            }
            return total;
        }
    }

    private Report rounds(int thread, long rounds) throws Exception {
        var total = new Report(0, 0, 0);
        for (long i = 0; i < rounds; i++) {
            // Each round brings every thread to another subject, and neighbours to different ones.
            var mine = subjects.get((int) ((thread + i) % subjects.size()));
            var other = subjects.get((int) ((thread + i + 1) % subjects.size()));
            var round = new Round(mine, other);
            round.run();
            total = total.plus(round.report());
        }
        return total;
    }

    private void awaitAllInside() throws InterruptedException, BrokenBarrierException, TimeoutException {
        allInside.await(SECONDS_PER_STEP, TimeUnit.SECONDS);
    }

    /** One thread's steps in one round. */
    private final class Round {
        /** Reads that are compared in a round. */
        static final int CHECKS = 6;

        private final Subject mine;
        private final Subject other;
        private long checks;
        private long wrong;
        private long unscoped;

        Round(Subject mine, Subject other) {
            this.mine = mine;
            this.other = other;
        }

        void run() throws Exception {
            mine.request(() -> {
                awaitAllInside();
                compare(mine);
                other.request(() -> compare(other));
                compare(mine);
                fork();
            });
            refuse(mine);
            try {
                mine.request(() -> {
                    awaitAllInside();
                    compare(mine);
                    throw new Deliberate();
                });
            } catch (Deliberate expected) {
                refuse(mine);
            }
            other.request(() -> compare(other));
        }

        /** A thread that is started inside a request has no session, until it makes a request of its own. */
        private void fork() throws Exception {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.submit(() -> {
                    refuse(mine);
                    mine.request(() -> compare(mine));
                    return mine;
                }).get(SECONDS_PER_STEP, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a forked thread failed", e.getCause());
            }
        }

        private void compare(Subject subject) {
            checks++;
            if (!subject.read().equals(subject.name())) {
                wrong++;
            }
        }

        private void refuse(Subject subject) {
            try {
                subject.read();
            } catch (RuntimeException expected) {
                return;
            }
            unscoped++;
        }

        Report report() {
            return new Report(checks, wrong, unscoped);
        }
    }
}
