package dev.rowhouse.testkit;

import com.google.inject.Injector;
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What is left in the JVM of the starts of one instance that have ended. Every object that a start has made for the app is reached from its
 * injector or reaches it, and so do the threads that still work for it; so it is the injectors that are watched.
 *
 * <p>Safe for use by many threads.
 */
final class Remains {
    /** What is finalized or cleaned needs more than one. */
    private static final int COLLECTIONS = 20;

    /** How long to wait for news of a collection. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private static final Pattern THREAD = Pattern.compile("^#\\d+ \"(.*)\"", Pattern.MULTILINE);

    private final String instance;
    private final List<WeakReference<Injector>> starts = new CopyOnWriteArrayList<>();
    private final ReferenceQueue<Injector> gone = new ReferenceQueue<>();

    Remains(String instance) {
        this.instance = instance;
    }

    /** Watches a start, if it doesn't already. */
    void watch(Injector start) {
        if (starts.stream().noneMatch(watched -> watched.refersTo(start))) {
            starts.add(new WeakReference<>(start, gone));
        }
    }

    /**
     * Collects garbage until nothing is left.
     *
     * @throws AssertionError if something stays; says how many starts do, and which threads may hold them
     */
    void requireNone() throws InterruptedException {
        if (starts.isEmpty()) {
            throw new IllegalStateException("instance '%s' has not been started in this test".formatted(instance));
        }
        for (int i = 0; i < COLLECTIONS && !isGone(); i++) {
            System.gc();
            gone.remove(PATIENCE.toMillis());
        }
        if (!isGone()) {
            throw new AssertionError("instance '%s' has ended, but objects of %d of its %d starts are still reachable%s"
                    .formatted(instance, starts.stream().filter(start -> !start.refersTo(null)).count(), starts.size(),
                            suspects()));
        }
    }

    private boolean isGone() {
        return starts.stream().allMatch(start -> start.refersTo(null));
    }

    private String suspects() {
        var threads = threads();
        return threads.isEmpty()
                ? ": a static field, a ThreadLocal, a listener or a thread of another name holds one; a heap dump shows which"
                : "; these threads have its name: " + threads;
    }

    private List<String> threads() {
        try {
            var folder = Files.createTempDirectory("rowhouse-threads");
            var dump = folder.resolve("dump");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
                var named = Pattern.compile(Pattern.quote(instance) + "([-/:].*)?");
                return new ArrayList<>(THREAD.matcher(Files.readString(dump))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .filter(name -> named.matcher(name).matches())
                        .toList());
            } finally {
                Files.deleteIfExists(dump);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
