package dev.rowhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.InstanceName;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final InstanceName A = new InstanceName("a");
    private static final InstanceName B = new InstanceName("b");
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration NOT_AT_ALL = Duration.ofMillis(1);

    /** An instance that holds all it may leaves the others theirs. */
    @Test
    void givesNoInstanceMoreThanItsShare() throws SQLException {
        var turns = new Turns(4);
        turns.take(A, 3, LONG);
        turns.take(A, 3, LONG);
        var third = turns.take(A, 3, LONG);
        assertThatThrownBy(() -> turns.take(A, 3, NOT_AT_ALL)).isInstanceOf(SQLTransientConnectionException.class)
                .hasMessage(
                        "instance 'a': no connection within 1 ms: the shared pool lends at most 4 (pool.max), 3 to this instance (pool.max-per-instance); 3 are in use, 3 of them by this instance; raise what is too small, or pool.borrow-timeout");
        turns.take(B, 3, NOT_AT_ALL);
        assertThatThrownBy(() -> turns.take(B, 3, NOT_AT_ALL)).hasMessageContaining("4 are in use, 1 of them by this");
        third.end();
        turns.take(B, 3, NOT_AT_ALL);
    }

    @Test
    void forgetsWhoHasGivenUp() throws SQLException {
        var turns = new Turns(1);
        var only = turns.take(A, 1, LONG);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> turns.take(B, 1, NOT_AT_ALL)).isInstanceOf(SQLException.class);
        }
        only.end();
        turns.take(A, 1, NOT_AT_ALL).end();
        turns.take(B, 1, NOT_AT_ALL).end();
    }

    @Test
    void endsTheWaitOfAThreadThatIsToldToStop() throws Exception {
        var turns = new Turns(1);
        var only = turns.take(A, 1, LONG);
        var thread = Thread.ofVirtual()
                .unstarted(() -> assertThatThrownBy(() -> turns.take(B, 1, LONG)).hasMessageContaining("interrupted"));
        thread.start();
        thread.interrupt();
        thread.join();
        only.end();
        turns.take(B, 1, NOT_AT_ALL).end();
    }

    /** A crowd of one instance waits before a single thread of another one comes. */
    @Test
    void servesFirstWhoUsesFewest() throws Exception {
        var turns = new Turns(2);
        var one = turns.take(A, 2, LONG);
        var two = turns.take(A, 2, LONG);
        List<String> order = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Turns.Turn>> crowd = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                crowd.add(threads.submit(taking(turns, A, order)));
            }
            awaitWaiting(turns, 3);
            var late = threads.submit(taking(turns, B, order));
            awaitWaiting(turns, 4);
            one.end();
            late.get();
            assertThat(order).containsExactly("b");
            two.end();
            for (int i = 0; i < 3; i++) {
                late.get();
                var next = crowd.stream().filter(Future::isDone).findFirst();
                while (next.isEmpty()) {
                    Thread.onSpinWait();
                    next = crowd.stream().filter(Future::isDone).findFirst();
                }
                var done = next.get();
                crowd.removeIf(Future::isDone);
                done.get().end();
            }
            late.get().end();
        }
    }

    private static Callable<Turns.Turn> taking(Turns turns, InstanceName instance, List<String> order) {
        return () -> {
            var turn = turns.take(instance, 2, LONG);
            synchronized (order) {
                order.add(instance.value());
            }
            return turn;
        };
    }

    private static void awaitWaiting(Turns turns, int many) {
        while (turns.waiting() < many) {
            Thread.onSpinWait();
        }
    }

    @Test
    void neverLendsMoreThanThereAre() throws Exception {
        var turns = new Turns(3);
        var used = new AtomicInteger();
        var most = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                var instance = new InstanceName("i" + i % 5);
                tasks.add(() -> {
                    for (int turn = 0; turn < 50; turn++) {
                        var mine = turns.take(instance, 2, LONG);
                        most.accumulateAndGet(used.incrementAndGet(), Math::max);
                        Thread.onSpinWait();
                        used.decrementAndGet();
                        mine.end();
                    }
                    return true;
                });
            }
            for (var done : threads.invokeAll(tasks)) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(most.get()).isBetween(1, 3);
        assertThat(used.get()).isZero();
    }
}
