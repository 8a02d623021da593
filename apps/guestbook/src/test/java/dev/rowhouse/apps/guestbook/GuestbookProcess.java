package dev.rowhouse.apps.guestbook;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A composite in a process of its own, as an operator runs it, so that it can be killed. */
final class GuestbookProcess implements AutoCloseable {
    private static final String READY = "ready: ";

    private final Process process;
    private final URI address;

    private GuestbookProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Serves a composite file on a free port and waits until it is ready. Its log goes to a file beside it.
     *
     * @throws IllegalStateException with that log, if it ends before it is ready
     */
    static GuestbookProcess serve(Path file) throws IOException {
        var log = file.resolveSibling("log.txt");
        var process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders",
                "-Dguice_bytecode_gen_option=DISABLED", "-cp", System.getProperty("java.class.path"),
                "dev.rowhouse.server.Main", "serve", file.toString(), "--listen", "127.0.0.1:0"))
                .redirectError(log.toFile())
                .start();
        try {
            return new GuestbookProcess(process, address(process, log));
        } catch (IOException | RuntimeException e) {
            kill(process);
            throw e;
        }
    }

    private static URI address(Process process, Path log) throws IOException {
        var out = process.inputReader(StandardCharsets.UTF_8);
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return URI.create(line.substring(READY.length()).split(" ", 2)[0]);
            }
        }
        throw new IllegalStateException("the process ended before it was ready:\n" + Files.readString(log));
    }

    /** Where it answers. */
    URI address() {
        return address;
    }

    /** Ends it at once, as {@code kill -9} does, and waits until it is gone. May be called again. */
    @Override
    public void close() {
        kill(process);
    }

    private static void kill(Process process) {
        // Nothing is left to do for a thread that is interrupted here.
        process.destroyForcibly().onExit().join();
    }
}
