package dev.rowhouse.bench.subject;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Map;

/** What this JVM uses. */
final class Usage {
    /** Collections until heap is believed to hold nothing but what is reachable. */
    private static final int MOST_COLLECTIONS = 12;
    private static final int FEWEST_COLLECTIONS = 4;
    /** What cleaners, reference handlers and threads that end do after a collection takes no longer. */
    private static final long PAUSE_MILLIS = 150;
    private static final long SAME_BYTES = 2_048;

    private Usage() {}

    /**
     * After collections, until used heap shrinks no more: {@code heap}, {@code metaspace} (with class space) in bytes, {@code classes} and
     * {@code threads} (of the operating system). Carriers of virtual threads are no threads
     * here: there are as many as processors, and for a while more when some of them block, whoever's they are.
     *
     * @throws InterruptedException if the thread is told to stop while it waits
     */
    static Map<String, Double> settled() throws InterruptedException {
        long heap = Long.MAX_VALUE;
        for (int i = 0; i < MOST_COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(PAUSE_MILLIS);
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            boolean same = heap - used < SAME_BYTES;
            heap = Math.min(heap, used);
            if (same && i >= FEWEST_COLLECTIONS) {
                break;
            }
        }
        return Map.of("heap", (double) heap, "metaspace", (double) metaspace(), "classes",
                (double) ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(), "threads",
                (double) (ManagementFactory.getThreadMXBean().getThreadCount() - carriers()));
    }

    private static long carriers() {
        return Thread.getAllStackTraces()
                .keySet()
                .stream()
                .filter(thread -> thread.getName().startsWith("ForkJoinPool-1-worker-"))
                .count();
    }

    /** The pool named Metaspace holds the class space too. */
    private static long metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans()
                .stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong(Usage::used)
                .sum();
    }

    private static long used(MemoryPoolMXBean pool) {
        return pool.getUsage().getUsed();
    }
}
