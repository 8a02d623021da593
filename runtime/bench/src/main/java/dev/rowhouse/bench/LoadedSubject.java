package dev.rowhouse.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A JVM that stays from round to round, so that it is warm, and is asked under load. For use by one thread.
 */
final class LoadedSubject implements AutoCloseable {
    /** Enough to keep two processors busy, and a server with threads too. */
    static final int CONNECTIONS = 32;

    private final SubjectProcess process;
    private final Setting setting;
    private final Load load = Load.best();
    private final Map<String, Double> ports;
    private final Set<String> warm = new HashSet<>();

    /** Takes the process over. */
    LoadedSubject(SubjectProcess process, Setting setting) throws IOException {
        this.process = process;
        this.setting = setting;
        try {
            ports = process.ask("port");
        } catch (IOException e) {
            process.close();
            throw e;
        }
    }

    /** What one load has shown. */
    record Figures(double perSecond, double nanosOfProcessor) {}

    /**
     * Asks for a while; before the first time at a path, for a while that doesn't count.
     *
     * @param listener the name under which the subject tells the port
     * @param path from the first slash
     */
    Figures ask(String listener, String path) throws IOException, InterruptedException {
        int port = ports.getOrDefault(listener, 0.0).intValue();
        if (warm.add(listener + path)) {
            load.run(port, path, CONNECTIONS, setting.either(20, 8));
        }
        var before = processor();
        long began = System.nanoTime();
        long answers = load.run(port, path, CONNECTIONS, setting.either(5, 3));
        if (answers == 0) {
            throw new IOException("nothing was answered at " + path);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Figures(answers / seconds, (double) processor().minus(before).toNanos() / answers);
    }

    private Duration processor() throws IOException {
        return process.handle()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IOException("this system doesn't tell what a process uses"));
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
