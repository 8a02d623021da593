package dev.rowhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads that are interrupted, or stopped, while they use a database in a file that others use too. */
class InterruptedThreadsTest {
    private static final int OTHERS = 50;

    private final Engines engines = new Engines();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        engines.close();
    }

    private Engine open() throws InterruptedException {
        return Configs.open(engines, "a", Configs.engine("jdbc:h2:file:" + folder.resolve("notes")));
    }

    @Test
    void closeTheDatabaseForNobody() throws Exception {
        try (var engine = open(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var busy = threads.submit(() -> {
                for (int i = 0; i < OTHERS; i++) {
                    Configs.add(engine, "other " + i);
                }
                return true;
            });
            int interrupted = 0;
            do {
                // Interrupted from the beginning: what it reads and writes happens nonetheless.
                var victim = threads.submit(() -> {
                    Thread.currentThread().interrupt();
                    try (var connection = engine.connections().pool().pool().getDataSource().getConnection();
                            var statement = connection.createStatement()) {
                        statement
                                .execute("insert into Note (id, text) values (next value for Note_SEQ, 'interrupted')");
                    }
                    // H2 may have forgotten it where it waits for something else.
                    return true;
                });
                assertThat(victim.get()).isTrue();
                interrupted++;
            } while (!busy.isDone() || interrupted < 10);
            assertThat(busy.get()).isTrue();
            assertThat(Configs.texts(engine)).hasSize(OTHERS + interrupted);
        }
    }

    @Test
    void whoIsStoppedExecutesAndCommitsNothingMoreAndItsConnectionIsThrownAway() throws Exception {
        try (var engine = open(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new DatabaseWork();
            var connections = new WorkConnections(engine.connections().pool().connections(),
                    engine.connections().pool(), engine.connections().clearing(), engine.connections().footprints(),
                    Hearing.NOBODY, false, work, Calls.UNWATCHED);
            var inserted = new CountDownLatch(1);
            var stopped = new CountDownLatch(1);
            var runner = new Thread[1];
            Callable<String> task = () -> {
                runner[0] = Thread.currentThread();
                try (var connection = connections.getConnection(); var statement = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    statement.execute("insert into Note (id, text) values (-1, 'never')");
                    inserted.countDown();
                    stopped.await();
                    connection.commit();
                }
                return "committed";
            };
            Future<String> running = threads.submit(task);
            inserted.await();
            // It executes nothing, so nothing is to be cancelled.
            assertThat(work.stop(runner[0])).isEmpty();
            stopped.countDown();
            assertThat(failure(running)).isInstanceOf(SQLException.class).hasMessageContaining("was stopped");
            assertThat(work.connections()).isZero();
            assertThat(Configs.texts(engine)).isEmpty();
            Configs.add(engine, "next");
            assertThat(Configs.texts(engine)).containsExactly("next");
        }
    }

    private static Throwable failure(Future<?> future) throws InterruptedException {
        try {
            throw new AssertionError("it returned " + future.get());
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        }
    }
}
