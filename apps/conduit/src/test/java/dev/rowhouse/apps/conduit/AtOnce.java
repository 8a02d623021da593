package dev.rowhouse.apps.conduit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Has several things done at the same time, each by a thread of its own that waits for all others first. */
final class AtOnce {
    private static final int SECONDS = 250;

    private AtOnce() {}

    /** The results of one task done by several threads, by the number of the thread, from 0. */
    static <T> List<T> repeat(int threads, IntFunction<T> task) {
        return all(IntStream.range(0, threads).<Supplier<T>>mapToObj(i -> () -> task.apply(i)).toList());
    }

    /** The results of several tasks, in their order. */
    static <T> List<T> all(List<Supplier<T>> tasks) {
        var start = new CyclicBarrier(tasks.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (var task : tasks) {
                futures.add(threads.submit(() -> {
                    await(start);
                    return task.get();
                }));
            }
            List<T> results = new ArrayList<>();
            for (var future : futures) {
                results.add(future.get(SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Waits until all others wait as well. */
    static void await(CyclicBarrier barrier) {
        try {
            barrier.await(SECONDS, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
