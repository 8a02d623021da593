package dev.rowhouse.server;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the JVM's cache for the next start (JEP 483, 514, 515), if the launcher wants one and this process runs without: in a process of its own
 * at the lowest priority, beside the composite that serves already. The launcher knows where it is to be, by a name that tells the JDK, its
 * options and the libraries; a JVM that finds anything else than that goes on without it.
 *
 * <p>One process at a time makes it, whoever locks the file beside it. It gets its name when it is complete. Nothing is said about failures, in a
 * folder that can't be written for example, but at level DEBUG: a start without it is as right as one with it.
 */
final class StartCache implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StartCache.class);

    /** Where the launcher wants it. */
    static final String PROPERTY = "rowhouse.start-cache";

    private static final String SUFFIX = ".aot";

    /** What makes it needs some 300 MiB for some seconds, which a small machine may lack. */
    private static final long LEAST_MEMORY = 1L << 31;

    private static final long LONGEST_MINUTES = 5;

    private final Path file;
    private final Rehearsing rehearsing;
    private final Thread maker = Thread.ofPlatform().name("rowhouse-start-cache").daemon().unstarted(this::make);

    /** Lets a JVM start and answer, and keep what it has learned. */
    interface Rehearsing {
        /** Whether there is a complete cache now. */
        boolean into(Path fresh) throws IOException, InterruptedException;
    }

    StartCache(Path file, Rehearsing rehearsing) {
        this.file = file;
        this.rehearsing = rehearsing;
    }

    /** Begins to make it, unless nobody wants it, it is in use, or the machine is too small; returns at once. */
    static Optional<StartCache> begin() {
        var wanted = Optional.ofNullable(System.getProperty(PROPERTY))
                .filter(_ -> !isUsed() && !isWatched() && isRoomy());
        return wanted.map(file -> {
            var path = Path.of(file);
            // One that this process has not been given was made by another meanwhile.
            var cache = new StartCache(path, fresh -> (isNamed() || !Files.exists(path)) && rehearse(fresh));
            cache.maker.start();
            return cache;
        });
    }

    /** Where a cache is named that can't be used, the JVM doesn't share its own classes either. */
    private static boolean isUsed() {
        return isNamed() && System.getProperty("java.vm.info", "").contains("sharing");
    }

    private static boolean isRoomy() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() >= LEAST_MEMORY;
    }

    private static boolean isNamed() {
        return options().anyMatch(option -> option.startsWith("-XX:AOTCache="));
    }

    /** Agents see each class as it is loaded, so the JVM takes none from a cache. */
    private static boolean isWatched() {
        return options().anyMatch(option -> option.startsWith("-agent") || option.startsWith("-javaagent"));
    }

    private static Stream<String> options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream();
    }

    /** Makes it, and waits for that. */
    void make() {
        try {
            var folder = Files.createDirectories(file.resolveSibling(""));
            try (var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE); var lock = channel.tryLock()) {
                if (lock != null) {
                    var fresh = folder.resolve("fresh" + SUFFIX);
                    try {
                        if (rehearsing.into(fresh)) {
                            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
                        }
                    } finally {
                        tidy(folder);
                    }
                }
            }
        } catch (IOException | OverlappingFileLockException e) {
            log.debug("there is no cache for the next start", e);
        } catch (InterruptedException e) {
            log.debug("the process ends before there is a cache for the next start");
        }
    }

    /** Whoever has the lock is alone here: what isn't the one that is wanted is of another build, or was left by a process that was killed. */
    private void tidy(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX + "*")) {
            for (var other : files) {
                if (!other.equals(file)) {
                    Files.deleteIfExists(other);
                }
            }
        }
    }

    private static boolean rehearse(Path fresh) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("rowhouse-rehearsal-");
        var builder = new ProcessBuilder(command(fresh, folder)).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        // What they say is in the options of this process already.
        builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
        try {
            return hasSucceeded(builder.start()) && Files.exists(fresh);
        } finally {
            delete(folder);
        }
    }

    /** Waits for a process; none is left, nor what it has started, if that takes too long or this thread is told to stop. */
    private static boolean hasSucceeded(Process process) throws IOException, InterruptedException {
        try {
            process.getOutputStream().close();
            return process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static List<String> command(Path fresh, Path folder) {
        var command = new ArrayList<>(
                List.of("nice", "-n", "19", Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        options().filter(StartCache::isForAll).forEach(command::add);
        // The same size of references, whatever the heap of the process that uses it.
        var references = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("UseCompressedOops");
        command.add("-XX:%sUseCompressedOops".formatted(Boolean.parseBoolean(references.getValue()) ? "+" : "-"));
        command.addAll(List.of("-Xmx512m", "-XX:AOTCacheOutput=" + fresh, "-cp", library(), Rehearsal.class.getName(),
                folder.toString()));
        return command;
    }

    /** The server's jar, which names its libraries. Apps and drivers come after it, so the cache serves whatever apps there are. */
    private static String library() {
        return System.getProperty("java.class.path").split(File.pathSeparator, 2)[0];
    }

    /** What decides whether a cache fits is the same in both; what opens a port or writes a file is this process's alone. */
    private static boolean isForAll(String option) {
        return option.startsWith("--") || option.startsWith("-XX:+") || option.startsWith("-XX:-")
                || (option.startsWith("-D") && !option.startsWith("-Dcom.sun.management.")
                        && !option.startsWith("-D" + PROPERTY));
    }

    /** Makes it no further; the next process that serves begins anew. */
    @Override
    public void close() {
        maker.interrupt();
        try {
            maker.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
