package dev.rowhouse.instance.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.TaskLimits;
import dev.rowhouse.session.Scopes;
import dev.rowhouse.session.SessionScope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TasksTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final InstanceName NORTH = new InstanceName("north");

    private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();
    private final Tasks tasks = tasks(2, 3);

    private Tasks tasks(int running, int waiting) {
        return new Tasks(NORTH, new TaskLimits(running, waiting), SessionScope.of(new Scopes().begin(NORTH), List.of()),
                TasksTest.class.getClassLoader(), (what, failure) -> failures.add(what + ": " + failure.getMessage()));
    }

    @AfterEach
    void end() {
        tasks.abandon();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Test
    void runsEachTaskOnAVirtualThreadOfTheInstance() throws Exception {
        var thread = tasks.submit(Thread::currentThread).get();
        assertThat(thread.isVirtual()).isTrue();
        assertThat(thread.getName()).startsWith("north-task-");
    }

    @Test
    void takesNothingAlongFromTheThreadThatSubmits() throws Exception {
        var inherited = new InheritableThreadLocal<String>();
        inherited.set("south");
        try {
            assertThat(tasks.submit(() -> inherited.get() == null).get()).isTrue();
        } finally {
            inherited.remove();
        }
    }

    @Test
    void rejectsWhatIsTooMuchAndSaysWhatToDo() throws Exception {
        var gate = new CountDownLatch(1);
        var futures = IntStream.range(0, 5).mapToObj(_ -> tasks.submit(() -> await(gate))).toList();
        assertThatThrownBy(() -> tasks.execute(() -> {})).isInstanceOf(RejectedExecutionException.class)
                .hasMessage(
                        "instance 'north': 5 tasks run or wait already; try again later, submit fewer at a time, or raise limits.tasks.waiting (3) or limits.tasks.running (2)");
        assertThatThrownBy(() -> tasks.schedule(() -> {}, 1, TimeUnit.DAYS))
                .isInstanceOf(RejectedExecutionException.class);
        gate.countDown();
        for (var future : futures) {
            future.get();
        }
        assertThat(tasks.submit(() -> 1).get()).isEqualTo(1);
    }

    @Test
    void runsNoMoreAtOnceThanItMay() throws Exception {
        try (var wide = new Ending(tasks(3, 1000))) {
            var now = new AtomicInteger();
            var most = new AtomicInteger();
            Callable<Integer> task = () -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                return now.decrementAndGet();
            };
            for (var future : wide.tasks().invokeAll(IntStream.range(0, 500).mapToObj(_ -> task).toList())) {
                future.get();
            }
            assertThat(most.get()).isBetween(1, 3);
        }
    }

    /** A task may wait for tasks of its own, in whatever way: on any other bounded executor this never ends. */
    @Test
    void letsTasksWaitForTasksOfTheirOwn() throws Exception {
        try (var narrow = new Ending(tasks(1, 1000))) {
            assertThat(narrow.tasks().submit(() -> sum(narrow.tasks(), 1, 64)).get()).isEqualTo(64 * 65 / 2);
        }
    }

    private static int sum(Tasks tasks, int from, int to) {
        if (from == to) {
            return from;
        }
        int middle = (from + to) / 2;
        var low = CompletableFuture.supplyAsync(() -> sum(tasks, from, middle), tasks);
        var high = CompletableFuture.supplyAsync(() -> sum(tasks, middle + 1, to), tasks);
        return low.join() + high.join();
    }

    @Test
    void letsManyOutsideWaitForAllOfTheirTasks() throws Exception {
        try (var narrow = new Ending(tasks(2, 1000))) {
            var together = new CyclicBarrier(8);
            var callers = IntStream.range(0, 8).mapToObj(_ -> CompletableFuture.supplyAsync(() -> {
                try {
                    together.await();
                    return narrow.tasks().invokeAll(List.of(() -> 1, () -> 2, () -> 3)).size();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }, command -> Thread.ofVirtual().start(command))).toList();
            assertThat(callers.stream().map(CompletableFuture::join)).containsOnly(3);
        }
    }

    @Test
    void logsWhatNobodyHears() throws Exception {
        tasks.execute(() -> {
            throw new IllegalStateException("of a task");
        });
        assertThat(failures.poll(30, TimeUnit.SECONDS)).isEqualTo("a task failed: of a task");
        var _ = tasks.schedule(() -> {
            throw new IllegalStateException("later");
        }, 1, TimeUnit.MILLISECONDS);
        assertThat(failures.poll(30, TimeUnit.SECONDS)).isEqualTo("a task that was scheduled failed: later");
        assertThatThrownBy(() -> tasks.submit(() -> {
            throw new IllegalStateException("heard");
        }).get()).hasMessageContaining("heard");
        assertThat(failures).isEmpty();
    }

    @Test
    void repeatsUntilATaskFails() throws Exception {
        var runs = new AtomicInteger();
        var repeated = tasks.scheduleAtFixedRate(() -> {
            if (runs.incrementAndGet() == 3) {
                throw new IllegalStateException("third");
            }
        }, 0, 1, TimeUnit.MILLISECONDS);
        assertThatThrownBy(repeated::get).isInstanceOf(ExecutionException.class).hasMessageContaining("third");
        assertThat(failures.poll(30, TimeUnit.SECONDS))
                .isEqualTo("a task that repeats failed, and is not repeated any more: third");
        assertThat(runs.get()).isEqualTo(3);
        assertThat(tasks.scheduled()).isZero();
        // The place that it waited in is free again.
        fill(5);
    }

    @Test
    void neverRunsATaskThatRepeatsTwiceAtATime() throws Exception {
        var inside = new AtomicInteger();
        var runs = new CountDownLatch(20);
        var overlaps = new AtomicInteger();
        var repeated = tasks.scheduleWithFixedDelay(() -> {
            overlaps.addAndGet(inside.getAndIncrement());
            Thread.onSpinWait();
            inside.decrementAndGet();
            runs.countDown();
        }, 0, 1, TimeUnit.NANOSECONDS);
        runs.await();
        repeated.cancel(false);
        assertThat(overlaps.get()).isZero();
        assertThatThrownBy(repeated::get).isInstanceOf(CancellationException.class);
        fill(4);
    }

    /** Takes so many places at once, as soon as all that ran has left its own. */
    private void fill(int count) throws Exception {
        while (tasks.inside() > 0) {
            Thread.onSpinWait();
        }
        var gate = new CountDownLatch(1);
        var futures = IntStream.range(0, count).mapToObj(_ -> tasks.submit(() -> await(gate))).toList();
        gate.countDown();
        for (var future : futures) {
            future.get();
        }
    }

    @Test
    void tellsTheTimeWithoutAThreadOfTheSystem() throws Exception {
        var before = Thread.getAllStackTraces().keySet().stream().map(Thread::threadId).toList();
        var fired = new CountDownLatch(1);
        var _ = tasks.schedule(fired::countDown, 1, TimeUnit.MILLISECONDS);
        var _ = tasks.schedule(() -> {}, 1, TimeUnit.DAYS);
        fired.await();
        assertThat(Thread.getAllStackTraces().keySet()).filteredOn(thread -> !before.contains(thread.threadId()))
                .noneMatch(thread -> thread.getName().startsWith("north"));
    }

    @Test
    void cancelsWhatIsScheduledAndWaitsForWhatRunsWhenItEnds() throws Exception {
        var started = new CountDownLatch(1);
        var gate = new CountDownLatch(1);
        var running = tasks.submit(() -> {
            started.countDown();
            gate.await();
            return tasks.submit(() -> "of a task").get();
        });
        var later = tasks.schedule(() -> 1, 1, TimeUnit.DAYS);
        started.await();
        var end = CompletableFuture.supplyAsync(() -> finish(LONG));
        assertThatThrownBy(later::get).isInstanceOf(CancellationException.class);
        while (!tasks.isShutdown()) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(() -> tasks.execute(() -> {})).isInstanceOf(RejectedExecutionException.class)
                .hasMessage("instance 'north' is closing and takes no further tasks; leave the work to its next start");
        gate.countDown();
        assertThat(running.get()).isEqualTo("of a task");
        assertThat(end.join()).isTrue();
        assertThat(tasks.isTerminated()).isTrue();
    }

    @Test
    void interruptsWhatTakesTooLongAndForgetsWhatWaits() throws Exception {
        var started = new CountDownLatch(2);
        var forever = IntStream.range(0, 2).mapToObj(_ -> tasks.submit(() -> {
            started.countDown();
            new CountDownLatch(1).await();
            return 1;
        })).toList();
        var waiting = tasks.submit(() -> 2);
        started.await();
        assertThat(finish(Duration.ZERO)).isTrue();
        assertThatThrownBy(forever.getFirst()::get).hasRootCauseInstanceOf(InterruptedException.class);
        assertThatThrownBy(waiting::get).isInstanceOf(CancellationException.class);
        assertThat(tasks.inside()).isZero();
    }

    @Test
    void cannotBeEndedByAnApp() {
        assertThatThrownBy(tasks::shutdown).isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "instance 'north': its executor ends with it; leave it open, cancel the tasks that are no longer wanted");
        assertThatThrownBy(tasks::shutdownNow).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(tasks::close).isInstanceOf(IllegalStateException.class);
        assertThat(tasks.isShutdown()).isFalse();
    }

    private boolean finish(Duration atMost) {
        try {
            return tasks.finish(atMost, LONG);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Further tasks, for the length of a test. */
    private record Ending(Tasks tasks) implements AutoCloseable {
        @Override
        public void close() {
            tasks.abandon();
        }
    }
}
