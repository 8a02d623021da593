package dev.rowhouse.instance.share;

import java.util.concurrent.Executor;

/**
 * What one start of an instance has of a machine that is busy. Its requests begin through it: at once where the machine is
 * not busy or the instance has nothing that computes, and otherwise in fair turns with those of the other instances.
 *
 * <p>Safe for use by many threads.
 */
public sealed interface Share {
    /**
     * Runs a request in its turn.
     *
     * @param threads where; asked by whichever thread ends a request before
     * @param work the request
     * @param refusal runs instead, on a virtual thread, if the request has waited too long, too many wait, or the threads
     * take none any more
     */
    void run(Executor threads, Runnable work, Runnable refusal);

    /** From now on the instance has another weight. */
    void weigh(int weight);

    /** Refuses all of its requests that wait. */
    void clear();

    /** How many of its requests wait. */
    int waiting();

    /** No share: all begin at once. */
    record Whole() implements Share {
        @Override
        public void run(Executor threads, Runnable work, Runnable refusal) {
            threads.execute(work);
        }

        @Override
        public void weigh(int weight) {}

        @Override
        public void clear() {}

        @Override
        public int waiting() {
            return 0;
        }
    }

    /** A part, beside others. */
    record Part(FairShare all, Lane lane) implements Share {
        @Override
        public void run(Executor threads, Runnable work, Runnable refusal) {
            all.enter(new FairShare.Request(all, lane, threads, work, refusal));
        }

        @Override
        public void weigh(int weight) {
            all.weigh(lane, weight);
        }

        @Override
        public void clear() {
            all.clear(lane);
        }

        @Override
        public int waiting() {
            return all.waiting(lane);
        }
    }
}
