package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future.State;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Connects to a database as long as a session would wait for it. A driver alone may wait for ever. */
final class Connecting {
    private Connecting() {}

    /**
     * Opens a connection.
     *
     * @throws ReflectiveOperationException if the driver isn't on the class path or can't be made
     * @throws SQLException if the database refuses, doesn't answer in time, or the thread is told to stop
     */
    static Connection open(EngineConfig config) throws ReflectiveOperationException, SQLException {
        var source = ConnectionSource.create(config);
        var answer = new CompletableFuture<Connection>();
        Thread.ofVirtual().name("rowhouse-connect").start(() -> connect(source, answer));
        long patience = config.pool().borrowTimeout().toMillis();
        try {
            return answer.get(patience, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.completeExceptionally(
                    new SQLTimeoutException("can't connect: no answer within %d ms".formatted(patience), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.completeExceptionally(new SQLException("interrupted while it connects", e));
        } catch (ExecutionException _) {
            // The reason is told below.
        }
        return result(answer);
    }

    private static void connect(ConnectionSource source, CompletableFuture<Connection> answer) {
        try {
            var connection = source.getConnection();
            if (!answer.complete(connection)) {
                // Nobody waits any longer.
                connection.close();
            }
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }

    /** What arrived at the last moment counts. */
    private static Connection result(CompletableFuture<Connection> answer) throws SQLException {
        if (answer.state() == State.SUCCESS) {
            return answer.resultNow();
        }
        switch (answer.exceptionNow()) {
            case SQLException refusal -> throw refusal;
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            case Throwable other -> throw new SQLException("can't connect: " + other.getMessage(), other);
        }
    }
}
