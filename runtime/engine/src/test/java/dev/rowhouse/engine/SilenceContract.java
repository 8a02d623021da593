package dev.rowhouse.engine;

import static dev.rowhouse.engine.Configs.add;
import static dev.rowhouse.engine.Configs.engine;
import static dev.rowhouse.engine.Configs.open;
import static dev.rowhouse.engine.Configs.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.databases.OwnServer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What engines do whose server is stopped like a process, and goes on. */
abstract class SilenceContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final dev.rowhouse.databases.Product product;
    private final String sleep;

    /** @param sleep a query of some seconds */
    SilenceContract(dev.rowhouse.databases.Product product, String sleep) {
        this.product = product;
        this.sleep = sleep;
    }

    private static Void ask(Engine engine, String query, CountDownLatch borrowed) throws SQLException {
        try (var connection = engine.dataSource().getConnection(); var statement = connection.createStatement()) {
            borrowed.countDown();
            statement.execute(query);
            return null;
        }
    }

    private static Future<Void> begin(ExecutorService threads, Callable<Void> asking) {
        return threads.submit(asking);
    }

    @Test
    void answersSoonThatItIsSilentAndIsUsedAgainSoon() throws Exception {
        try (var server = OwnServer.start(product);
                var engines = new Engines();
                var engine = open(engines, "north", engine(server.databases().create("north")));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            add(engine, "before");
            // A long query of a server that answers is let alone.
            ask(engine, sleep, new CountDownLatch(1));

            var borrowed = new CountDownLatch(2);
            var underWay = List.of(begin(threads, () -> ask(engine, sleep.replace("(2)", "(60)"), borrowed)),
                    begin(threads, () -> ask(engine, sleep.replace("(2)", "(60)"), borrowed)));
            assertThat(borrowed.await(60, TimeUnit.SECONDS)).isTrue();
            server.stop();
            var stopped = Instant.now();
            List<Future<Void>> calls = new ArrayList<>(underWay);
            // Who goes on coming doesn't make it look alive.
            while (!underWay.stream().allMatch(Future::isDone)) {
                assertThat(Thread.currentThread().isInterrupted()).as("time is over").isFalse();
                calls.add(begin(threads, () -> ask(engine, "select 1", new CountDownLatch(1))));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
            for (var call : calls) {
                assertThatThrownBy(() -> call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(SQLException.class);
            }
            report("cut off", stopped);
            assertThatThrownBy(() -> ask(engine, "select 1", new CountDownLatch(1)))
                    .isInstanceOf(SilentDatabaseException.class);

            server.goOn();
            var goesOn = Instant.now();
            awaitAnswer(engine);
            report("answers", goesOn);
            assertThat(texts(engine)).containsExactly("before");
        }
    }

    private void report(String what, Instant since) {
        // For who measures; a test on a busy machine asserts no time.
        System.out.printf("%s: %s after %d ms%n", product, what, Duration.between(since, Instant.now()).toMillis());
    }

    private static void awaitAnswer(Engine engine) throws SQLException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                ask(engine, "select 1", new CountDownLatch(1));
                return;
            } catch (SQLException e) {
                if (System.nanoTime() - until > 0) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }
}
