package dev.rowhouse.instance.rest;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Hears from the JVM after each collection how full the heap is, so that nothing has to ask. Works with all collectors of OpenJDK.
 *
 * <p>What is heard is handled one at a time, on a thread of the JVM, which must not wait.
 */
final class GarbageWatch implements AutoCloseable {
    /** What collectors of young objects, and pauses that are only parts of a collection, have in their names. */
    private static final List<String> PARTIAL = List.of("Young", "Copy", "Scavenge", "Minor", "Pauses");

    /** Marks what is dead, and leaves it where it is. */
    private static final String MARKING = "G1 Concurrent GC";

    private final Pressure pressure;
    private final DoubleConsumer tooFull;
    private final Set<String> pools = heapPools();
    private final List<NotificationEmitter> heard = new ArrayList<>();
    private final NotificationListener listener = (notification, _) -> collected(notification);

    private GarbageWatch(int percent, DoubleConsumer tooFull) {
        pressure = new Pressure(percent);
        this.tooFull = tooFull;
    }

    /**
     * Begins to listen.
     *
     * @param percent how much of the largest heap may be alive
     * @param tooFull is told which part of all that is there has to go, from 0 to 1
     */
    static GarbageWatch start(int percent, DoubleConsumer tooFull) {
        var watch = new GarbageWatch(percent, tooFull);
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(watch.listener, null, null);
                watch.heard.add(emitter);
            }
        }
        return watch;
    }

    private static Set<String> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans()
                .stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    private synchronized void collected(Notification notification) {
        if (!notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            return;
        }
        var info = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
        long used = info.getGcInfo()
                .getMemoryUsageAfterGc()
                .entrySet()
                .stream()
                .filter(pool -> pools.contains(pool.getKey()))
                .map(Map.Entry::getValue)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        boolean whole = Stream.of(info.getGcName()).noneMatch(name -> PARTIAL.stream().anyMatch(name::contains));
        pressure.collected((double) used / Runtime.getRuntime().maxMemory(), whole, !info.getGcName().equals(MARKING))
                .ifPresent(tooFull);
    }

    /** Hears nothing more. */
    @Override
    public void close() {
        for (var emitter : heard) {
            try {
                emitter.removeNotificationListener(listener);
            } catch (ListenerNotFoundException e) {
                // Gone already, which is what was wanted.
            }
        }
    }
}
