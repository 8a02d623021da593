package dev.rowhouse.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A composite that is served as an operator does it: with {@code runtime/bin/rowhouse serve}. For use by one thread. */
final class ServedComposite implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready: http://127\\.0\\.0\\.1:(\\d+)/.*");
    private static final long END_SECONDS = 60;
    private static final long CACHE_SECONDS = 120;
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** What the launcher tells the JVM about the cache for the next start. */
    private static final String CACHE = "-Drowhouse.start-cache=";

    private final Process process;
    private final BufferedReader out;
    private final double millis;
    private final int port;

    private ServedComposite(Process process, BufferedReader out, double millis, int port) {
        this.process = process;
        this.out = out;
        this.millis = millis;
        this.port = port;
    }

    /**
     * Serves, and returns when it says that it is ready.
     *
     * @param setting whose launcher; its log goes to {@code target/bench/serve.log}
     * @param file the composite file
     * @param cached whether it may use the JVM's cache of earlier starts, and makes it if there is none
     * @throws IOException if it ended before it was ready
     */
    static ServedComposite serve(Setting setting, Path file, boolean cached) throws IOException {
        Files.createDirectories(setting.folder());
        var log = setting.folder().resolve("serve.log");
        var builder = new ProcessBuilder(setting.home().resolve("runtime/bin/rowhouse").toString(), "serve",
                file.toString()).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("ROWHOUSE_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("ROWHOUSE_AOT", cached ? "on" : "off");
        long began = System.nanoTime();
        var process = builder.start();
        var out = process.inputReader();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            var ready = READY.matcher(line);
            if (ready.matches()) {
                double millis = (System.nanoTime() - began) / (double) TimeUnit.MILLISECONDS.toNanos(1);
                return new ServedComposite(process, out, millis, Integer.parseInt(ready.group(1)));
            }
        }
        throw new IOException("serve ended before it was ready; see " + log);
    }

    /** From the start of the launcher until it said that it was ready. */
    double millisToReady() {
        return millis;
    }

    int port() {
        return port;
    }

    /**
     * Waits until the JVM's cache for the next start is there.
     *
     * @throws IOException if it ends before, or makes none
     */
    void awaitCache() throws IOException, InterruptedException {
        var cache = Stream.of(handle().info().arguments().orElse(new String[0]))
                .filter(argument -> argument.startsWith(CACHE))
                .map(argument -> Path.of(argument.substring(CACHE.length())))
                .findFirst()
                .orElseThrow(() -> new IOException("no cache for the next start is wanted; see runtime/bin/rowhouse"));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CACHE_SECONDS);
        while (!Files.exists(cache)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("there is no %s after %d s".formatted(cache, CACHE_SECONDS));
            }
            Thread.sleep(PAUSE);
        }
    }

    /** The launcher becomes the JVM. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Tells it to end, and waits. */
    @Override
    public void close() throws IOException {
        try (out) {
            process.destroy();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
