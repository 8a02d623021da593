package dev.rowhouse.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Does the same with many engines, some at a time; one that fails doesn't stop the others. Engines that have one database in
 * common come one after the other.
 *
 * @param parallel how many at a time, at least 1
 */
record SchemaRun(List<SchemaTask> tasks, int parallel, ProgressBar progress) {
    /**
     * Runs a step for each engine.
     *
     * @param step says why it failed, if it did
     * @return the reasons of those that failed, in the order of the tasks
     * @throws InterruptedException if the thread is told to stop; what runs is interrupted
     */
    Map<SchemaTask, String> each(Function<SchemaTask, Optional<String>> step) throws InterruptedException {
        var reasons = new ConcurrentHashMap<SchemaTask, String>();
        var places = new Semaphore(parallel);
        var groups = tasks.stream()
                .collect(Collectors.groupingBy(SchemaTask::group, LinkedHashMap::new, Collectors.toList()))
                .values();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (var group : groups) {
                places.acquire();
                running.add(threads.submit(() -> {
                    try {
                        for (var task : group) {
                            progress.show(task.name());
                            step.apply(task).ifPresent(reason -> reasons.put(task, reason));
                            progress.advance();
                        }
                    } finally {
                        places.release();
                    }
                }));
            }
            for (var one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the work on an engine ended with an error", e.getCause());
        } finally {
            progress.clear();
        }
        var ordered = new LinkedHashMap<SchemaTask, String>();
        tasks.forEach(task -> Optional.ofNullable(reasons.get(task)).ifPresent(reason -> ordered.put(task, reason)));
        return ordered;
    }
}
