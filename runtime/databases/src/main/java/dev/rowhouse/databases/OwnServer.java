package dev.rowhouse.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A database server of a test's own, whose processes can be stopped, as {@code SIGSTOP} does it, and go on: it takes connections
 * meanwhile, because the kernel does, and answers nothing.
 *
 * <p>For one thread.
 */
public final class OwnServer implements AutoCloseable {
    private final StartedDatabases databases;
    private final ProcessHandle server;
    private List<String> stopped = List.of();

    private OwnServer(StartedDatabases databases, ProcessHandle server) {
        this.databases = databases;
        this.server = server;
    }

    /**
     * Starts a server.
     *
     * @param product {@link Product#POSTGRESQL} or {@link Product#MARIADB}
     */
    public static OwnServer start(Product product) {
        var databases = product.start();
        try {
            var file = switch (product) {
                case POSTGRESQL ->
                    Path.of(ask(databases, "postgres", "select current_setting('data_directory')"), "postmaster.pid");
                case MARIADB -> Path.of(ask(databases, "", "select @@pid_file"));
                case H2, SQLITE -> throw new IllegalArgumentException(product + " has no server");
            };
            long id = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            return new OwnServer(databases, ProcessHandle.of(id).orElseThrow());
        } catch (SQLException | IOException e) {
            databases.close();
            throw new IllegalStateException("the server does not say which process it is", e);
        } catch (RuntimeException e) {
            databases.close();
            throw e;
        }
    }

    private static String ask(Databases databases, String database, String question) throws SQLException {
        try (var connection = databases.connect(database);
                var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }

    /** Its databases. */
    public Databases databases() {
        return databases;
    }

    /** Stops it where it is. */
    public void stop() {
        stopped = Stream.concat(Stream.of(server), server.descendants()).map(one -> Long.toString(one.pid())).toList();
        signal("-STOP");
    }

    /** Lets it go on. */
    public void goOn() {
        signal("-CONT");
        stopped = List.of();
    }

    private void signal(String signal) {
        if (stopped.isEmpty()) {
            return;
        }
        var command = new ArrayList<>(List.of("kill", signal));
        command.addAll(stopped);
        try {
            // One that has ended meanwhile is no failure.
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets it go on, and ends it. */
    @Override
    public void close() {
        try (databases) {
            goOn();
        }
    }
}
