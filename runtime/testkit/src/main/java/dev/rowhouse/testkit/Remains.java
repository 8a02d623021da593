package dev.rowhouse.testkit;

import com.google.inject.Injector;
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.rowhouse.spi.Work;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.hibernate.Session;

/**
 * What is left in the JVM of the starts of one instance that have ended. Watched are the injector of each start, and what the app was
 * given of it: whatever the app has made, and each thread that still works for it, reaches one of these, or can do no harm.
 *
 * <p>Safe for use by many threads.
 */
final class Remains {
    /** What is finalized or cleaned needs more than one. */
    private static final int COLLECTIONS = 20;

    /** How long to wait for news of a collection. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private static final Pattern THREAD = Pattern.compile("^#\\d+ \"(.*)\"", Pattern.MULTILINE);

    /** What leads to the databases of an instance, or to its code. */
    private static final Set<Class<?>> GIVEN = Set.of(Work.class, Session.class, DataSource.class, HttpHandler.class,
            ExecutorService.class);

    private final String instance;
    private final List<Watched> watched = new CopyOnWriteArrayList<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

    /** An object of a start, and what it is. */
    private record Watched(String what, WeakReference<Object> object) {
        boolean isGone() {
            return object.refersTo(null);
        }
    }

    Remains(String instance) {
        this.instance = instance;
    }

    /** Watches a start, if it doesn't already. */
    void watch(Injector start) {
        if (watched.stream().anyMatch(one -> one.object().refersTo(start))) {
            return;
        }
        watch("injector", start);
        start.getBindings().forEach((key, binding) -> {
            if (GIVEN.contains(key.getTypeLiteral().getRawType())) {
                watch(key.getTypeLiteral().getRawType().getSimpleName(), binding.getProvider().get());
            }
        });
    }

    private void watch(String what, Object object) {
        watched.add(new Watched(what, new WeakReference<>(object, gone)));
    }

    /**
     * Collects garbage until nothing is left.
     *
     * @throws AssertionError if something stays; says what, and which threads may hold it
     */
    void requireNone() throws InterruptedException {
        if (watched.isEmpty()) {
            throw new IllegalStateException("instance '%s' has not been started in this test".formatted(instance));
        }
        for (int i = 0; i < COLLECTIONS && !isGone(); i++) {
            System.gc();
            gone.remove(PATIENCE.toMillis());
        }
        if (!isGone()) {
            throw new AssertionError("instance '%s' has ended, but of what it had is still reachable: %s%s%s".formatted(
                    instance,
                    watched.stream().filter(one -> !one.isGone()).map(Watched::what).distinct().sorted().toList(),
                    suspects(), holders()));
        }
    }

    private boolean isGone() {
        return watched.stream().allMatch(Watched::isGone);
    }

    private String suspects() {
        var threads = threads();
        return threads.isEmpty() ? "" : "; these threads have its name: " + threads;
    }

    /** What holds the first that is left: whatever holds the others is mostly the same. */
    private String holders() {
        var left = watched.stream().filter(one -> !one.isGone()).findFirst();
        return left.map(one -> "; the %s is held by%n    %s".formatted(one.what(),
                String.join("%n    held by ".formatted(), Holders.of(one.object())))).orElse("");
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
