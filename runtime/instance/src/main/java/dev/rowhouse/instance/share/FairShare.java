package dev.rowhouse.instance.share;

import dev.rowhouse.config.LimitsConfig;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Divides a busy machine by instance. {@link FairQueue} says which request begins next; here its requests come, run and go,
 * and while somebody waits a thread looks who of those that run is blocked. The same thread sees to it that there are {@link
 * Carriers} enough.
 *
 * <p>Safe for use by many threads. Its lock is held while a decision is made, never while a request runs.
 */
public final class FairShare implements Shares, AutoCloseable {
    /** How many requests of one instance wait at most. */
    private static final int MOST_WAITING = 10_000;

    /** How many requests of one instance may compute for long before no further one of it begins, for each processor. */
    private static final int LONG_PER_PROCESSOR = 2;

    /** How many carriers there are to spare, for each processor. */
    private static final int SPARE_PER_PROCESSOR = 2;

    /** How soon the watch looks again while somebody waits, if the last look has changed something. */
    private static final long SOON = TimeUnit.MICROSECONDS.toNanos(200);

    /** How soon it looks again at most while somebody waits. */
    private static final long LATER = TimeUnit.MILLISECONDS.toNanos(1);

    /** How often it looks after the carriers while nobody waits. */
    private static final long IDLE = TimeUnit.MILLISECONDS.toNanos(25);

    private final ReentrantLock lock = new ReentrantLock();
    private final FairQueue queue;
    private final Carriers carriers;
    private final Thread watch;
    private boolean opened;
    private volatile boolean dozes;
    private volatile boolean closed;
    /** Whether the last look has let somebody begin; known to the watch alone. */
    private boolean changed;

    private FairShare(FairQueue queue, Carriers carriers) {
        this.queue = queue;
        this.carriers = carriers;
        watch = Thread.ofPlatform()
                .name("rowhouse-share")
                .daemon()
                .inheritInheritableThreadLocals(false)
                .unstarted(this::watch);
    }

    /** Divides the machine as soon as an instance has a part of it, or it is {@linkplain #open opened}. To be closed. */
    public static FairShare create() {
        int processors = Runtime.getRuntime().availableProcessors();
        return new FairShare(new FairQueue(processors, LONG_PER_PROCESSOR * processors, MOST_WAITING),
                Carriers.create(SPARE_PER_PROCESSOR * processors));
    }

    @Override
    public Share part(LimitsConfig limits) {
        lock.lock();
        try {
            open();
            return new Share.Part(this, queue.lane(limits.weight(), limits.requests().queueTimeout().toNanos()));
        } finally {
            lock.unlock();
        }
    }

    /** Sees to it from now on that there are carriers enough, also if nobody has a part. */
    public void open() {
        lock.lock();
        try {
            if (!opened && !closed) {
                opened = true;
                carriers.open();
                watch.start();
            }
        } finally {
            lock.unlock();
        }
    }

    void enter(Request request) {
        List<Visit> begun = List.of();
        boolean waits;
        FairQueue.Entrance entrance;
        lock.lock();
        try {
            long now = System.nanoTime();
            entrance = queue.enter(request, now);
            if (entrance == FairQueue.Entrance.WAITS) {
                begun = queue.admit(now);
            }
            waits = queue.isWaiting();
        } finally {
            lock.unlock();
        }
        switch (entrance) {
            case BEGINS -> request.begin();
            case WAITS -> begin(begun);
            case FULL -> request.refuse();
        }
        if (waits && dozes) {
            dozes = false;
            LockSupport.unpark(watch);
        }
    }

    private void leave(Request request) {
        List<Visit> begun;
        lock.lock();
        try {
            begun = queue.leave(request, System.nanoTime());
        } finally {
            lock.unlock();
        }
        begin(begun);
    }

    private static void begin(List<Visit> begun) {
        for (var visit : begun) {
            ((Request) visit).begin();
        }
    }

    void weigh(Lane lane, int weight) {
        lock.lock();
        try {
            queue.weigh(lane, weight);
        } finally {
            lock.unlock();
        }
    }

    int waiting(Lane lane) {
        lock.lock();
        try {
            return lane.waiting.size();
        } finally {
            lock.unlock();
        }
    }

    void clear(Lane lane) {
        List<Visit> gone;
        lock.lock();
        try {
            gone = queue.clear(lane);
        } finally {
            lock.unlock();
        }
        refuse(gone);
    }

    private static void refuse(List<Visit> gone) {
        for (var visit : gone) {
            ((Request) visit).refuse();
        }
    }

    private void watch() {
        long pause = IDLE;
        while (!closed) {
            // Before it looks, so that whoever comes after the look wakes it up.
            dozes = true;
            boolean somebody = look();
            boolean late = carriers.look(System.nanoTime());
            if (somebody || late) {
                dozes = false;
                pause = somebody && changed ? SOON : Math.min(LATER, Math.max(SOON, pause * 2));
            } else {
                pause = IDLE;
            }
            LockSupport.parkNanos(this, pause);
        }
    }

    /** Looks who is blocked, and who has waited too long; whether somebody waits still. */
    private boolean look() {
        List<Visit> begun;
        List<Visit> late;
        boolean waits;
        lock.lock();
        try {
            if (!queue.isWaiting()) {
                return false;
            }
            long now = System.nanoTime();
            late = queue.overdue(now);
            begun = queue.look(now);
            waits = queue.isWaiting();
        } finally {
            lock.unlock();
        }
        changed = !begun.isEmpty();
        begin(begun);
        refuse(late);
        return waits;
    }

    /**
     * Looks no longer, and gives the carriers back, but for those of requests that still run. All instances must have ended.
     */
    @Override
    public void close() {
        int running;
        lock.lock();
        try {
            closed = true;
            if (!opened) {
                return;
            }
            running = queue.running();
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(watch);
        try {
            watch.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        carriers.close(running);
    }

    /** A request and its thread. */
    static final class Request extends Visit implements Runnable {
        private final FairShare all;
        private final Executor threads;
        private final Runnable work;
        private final Runnable refusal;
        private volatile @Nullable Thread thread;

        Request(FairShare all, Lane lane, Executor threads, Runnable work, Runnable refusal) {
            super(lane);
            this.all = all;
            this.threads = threads;
            this.work = work;
            this.refusal = refusal;
        }

        void begin() {
            try {
                threads.execute(this);
            } catch (RejectedExecutionException e) {
                // Its instance ends at this very moment.
                refuse();
                all.leave(this);
            }
        }

        void refuse() {
            Thread.ofVirtual().name("rowhouse-refusal").inheritInheritableThreadLocals(false).start(refusal);
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            try {
                work.run();
            } finally {
                all.leave(this);
            }
        }

        @Override
        boolean isBlocked() {
            var runs = thread;
            if (runs == null) {
                return false;
            }
            return switch (runs.getState()) {
                case BLOCKED, WAITING, TIMED_WAITING -> true;
                case NEW, RUNNABLE, TERMINATED -> false;
            };
        }
    }
}
