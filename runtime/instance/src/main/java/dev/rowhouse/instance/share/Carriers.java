package dev.rowhouse.instance.share;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of the operating system that carry virtual threads. A virtual thread that computes keeps its carrier, so as
 * many that compute without end as there are carriers stop all others. So there are some to spare; and where virtual threads
 * wait for a carrier, a heartbeat, which is one that does nothing, tells for how long. If it comes late there will be more
 * carriers, until they are not needed any more.
 *
 * <p>The carriers belong to the JVM. Several composites in one JVM each add what they need, and take that away when they
 * close.
 *
 * <p>For one thread at a time.
 */
final class Carriers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Carriers.class);

    /** When a heartbeat is late. */
    static final long LATE = TimeUnit.MILLISECONDS.toNanos(4);

    /** For how long carriers must not have been needed before they go. */
    static final long REST = TimeUnit.SECONDS.toNanos(2);

    /** How many are added at a time at most. */
    private static final int MOST = 64;

    private final VirtualThreadSchedulerMXBean scheduler;
    private final Executor virtual;
    private final Executor elsewhere;
    private final int spare;
    private int added;
    private volatile boolean beaten = true;
    private long sent;
    /** How many carriers were taken all the time since {@link #since}. */
    private int taken = Integer.MAX_VALUE;
    private long since;
    private boolean exhausted;

    /**
     * Carriers of virtual threads as they are.
     *
     * @param virtual runs a task on a virtual thread
     * @param elsewhere runs a task on a virtual thread too, by way of another platform thread for each
     * @param spare how many there shall be beside those that are taken for long
     */
    Carriers(VirtualThreadSchedulerMXBean scheduler, Executor virtual, Executor elsewhere, int spare) {
        this.scheduler = scheduler;
        this.virtual = virtual;
        this.elsewhere = elsewhere;
        this.spare = spare;
    }

    /** Those of this JVM. */
    static Carriers create(int spare) {
        var heart = Thread.ofVirtual().name("rowhouse-heartbeat").inheritInheritableThreadLocals(false).factory();
        var nudge = Thread.ofPlatform().name("rowhouse-nudge").daemon().inheritInheritableThreadLocals(false).factory();
        Executor virtual = task -> heart.newThread(task).start();
        return new Carriers(ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class), virtual,
                task -> nudge.newThread(() -> virtual.execute(task)).start(), spare);
    }

    /** Adds some to spare. */
    void open() {
        add(spare);
        rest(System.nanoTime());
    }

    /** Looks whether there are enough; true if a heartbeat is under way, so that it should be looked again soon. */
    boolean look(long now) {
        taken = Math.min(taken, scheduler.getMountedVirtualThreadCount());
        if (!beaten) {
            if (now - sent > LATE) {
                raise(now);
            }
            return true;
        }
        if (now - since > REST) {
            // Only those of its own: others have added theirs.
            add(Math.min(0, spare + taken - added));
            rest(now);
        }
        if (scheduler.getQueuedVirtualThreadCount() == 0) {
            return false;
        }
        sent = now;
        beaten = false;
        virtual.execute(() -> beaten = true);
        return true;
    }

    private void raise(long now) {
        add(Math.toIntExact(Math.clamp(scheduler.getQueuedVirtualThreadCount(), spare, MOST)));
        rest(now);
        sent = now;
        // The scheduler looks whether it may have another carrier when something comes into a queue that is empty; and each
        // platform thread has a queue of its own. Those of the threads that have brought what waits are not empty.
        for (int i = 0; i < spare; i++) {
            elsewhere.execute(() -> {});
        }
    }

    private void rest(long now) {
        taken = Integer.MAX_VALUE;
        since = now;
    }

    private void add(int more) {
        if (more == 0) {
            return;
        }
        // Others who do the same know the same bean.
        synchronized (scheduler) {
            int now = scheduler.getParallelism();
            try {
                scheduler.setParallelism(Math.max(1, now + more));
                added += more;
            } catch (IllegalArgumentException e) {
                tellOnce(now);
            }
        }
    }

    private void tellOnce(int now) {
        if (!exhausted) {
            exhausted = true;
            log.warn(
                    "all {} carriers of virtual threads compute, and there can't be many more; look for what computes without end, or raise -Djdk.virtualThreadScheduler.maxPoolSize",
                    now);
        }
    }

    /** Takes away what was added. */
    @Override
    public void close() {
        close(0);
    }

    /**
     * Takes away what was added, and leaves what is taken for good.
     *
     * @param taken how many virtual threads run on that can't be ended
     */
    void close(int taken) {
        add(Math.min(0, taken - added));
    }
}
