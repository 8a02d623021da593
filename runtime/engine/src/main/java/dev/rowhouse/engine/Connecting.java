package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future.State;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Connects to a database as long as a session would wait for it. A driver alone may wait for ever. */
final class Connecting {
    private Connecting() {}

    /** Something that is opened and may take for ever. */
    @FunctionalInterface
    interface Opening<T> {
        T open() throws SQLException;
    }

    /**
     * Opens a connection.
     *
     * @throws ReflectiveOperationException if the driver isn't on the class path or can't be made
     * @throws SQLException if the database refuses, doesn't answer in time, or the thread is told to stop
     */
    static Connection open(EngineConfig config) throws ReflectiveOperationException, SQLException {
        var source = ConnectionSource.create(config);
        return within(config.pool().borrowTimeout(), source::getConnection);
    }

    /**
     * Opens something that is a connection, or has one.
     *
     * @param patience how long to wait for it; what comes later is closed
     * @throws SQLException if the database refuses, doesn't answer in time, or the thread is told to stop
     */
    static <T extends AutoCloseable> T within(Duration patience, Opening<T> opening) throws SQLException {
        var answer = new CompletableFuture<T>();
        Thread.ofVirtual()
                .name("rowhouse-connect")
                .inheritInheritableThreadLocals(false)
                .start(() -> connect(opening, answer));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.completeExceptionally(
                    new SQLTimeoutException("can't connect: no answer within %d ms".formatted(patience.toMillis()), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.completeExceptionally(new SQLException("interrupted while it connects", e));
        } catch (ExecutionException _) {
            // The reason is told below.
        }
        return result(answer);
    }

    private static <T extends AutoCloseable> void connect(Opening<T> opening, CompletableFuture<T> answer) {
        try {
            var opened = opening.open();
            if (!answer.complete(opened)) {
                // Nobody waits any longer.
                opened.close();
            }
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }

    /** What arrived at the last moment counts. */
    private static <T> T result(CompletableFuture<T> answer) throws SQLException {
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
