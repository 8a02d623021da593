package dev.rowhouse.databases;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A MariaDB server that runs.
 *
 * <p>A shell stands between, which waits for the end of its input: that comes when this process closes it, and when this
 * process ends, however it ends. Then it kills the server.
 */
final class MariaDbProcess implements AutoCloseable {
    private static final String GUARD = """
            trap '' HUP INT TERM
            "$@" </dev/null 2>&1 &
            exec >/dev/null 2>&1
            cat
            kill -9 $!
            wait
            """;
    private static final int PORTS_TO_TRY = 5;

    private final Process guard;
    private final int port;

    private MariaDbProcess(Process guard, int port) {
        this.guard = guard;
        this.port = port;
    }

    /**
     * Starts a server with the data of a folder, and waits until it takes connections.
     *
     * @throws IllegalStateException if it ends instead; with what it said
     */
    static MariaDbProcess start(MariaDbBinaries binaries, Path folder) throws IOException {
        for (int tries = 1;; tries++) {
            int port = freePort();
            var command = new ArrayList<>(List.of("sh", "-c", GUARD, "mariadb"));
            command.addAll(binaries.command(folder, "--bind-address=127.0.0.1", "--port=" + port,
                    "--socket=" + folder.resolve("socket"), "--pid-file=" + folder.resolve("pid"),
                    "--max-connections=500", "--innodb-lock-wait-timeout=4", "--character-set-server=utf8mb4"));
            var server = new MariaDbProcess(new ProcessBuilder(command).redirectErrorStream(true).start(), port);
            var log = server.guard.inputReader();
            var failure = awaitConnections(log);
            if (failure.isEmpty()) {
                Thread.ofPlatform().daemon().name("mariadb-log").start(() -> drain(log));
                return server;
            }
            server.close();
            // Another process may have taken the port meanwhile.
            if (tries == PORTS_TO_TRY || !failure.get().contains("Bind on TCP/IP port")) {
                throw new IllegalStateException("MariaDB did not start: " + failure.get());
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What the server said before it ended; empty if it runs. */
    private static Optional<String> awaitConnections(BufferedReader log) throws IOException {
        var said = new StringBuilder();
        for (var line = log.readLine(); line != null; line = log.readLine()) {
            if (line.contains("ready for connections")) {
                return Optional.empty();
            }
            said.append(line).append('\n');
        }
        return Optional.of(said.toString());
    }

    /** A full pipe would halt the server. */
    private static void drain(BufferedReader log) {
        try (log) {
            while (log.readLine() != null) {
                // Nobody asks for it.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            guard.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        guard.onExit().join();
    }
}
