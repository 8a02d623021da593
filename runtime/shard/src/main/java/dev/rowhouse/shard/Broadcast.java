package dev.rowhouse.shard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.hibernate.exception.JDBCConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * Does one thing with several shards at once, and waits for all of them, whatever happens: a session that was lent to another
 * thread is back when this returns.
 */
final class Broadcast {
    private final ShardedEngine engine;

    Broadcast(ShardedEngine engine) {
        this.engine = engine;
    }

    /**
     * Prepares on this thread, shard by shard, and then does at once what was prepared.
     *
     * @param shards their names; an answer for each, in this order
     * @param prepared what is to be done with one; it holds the session, which it alone uses
     * @throws RuntimeException what failed first in the order of shards; further failures are suppressed in it
     */
    <T> List<T> ask(List<String> shards, Function<String, Callable<T>> prepared) {
        var tasks = new LinkedHashMap<String, FutureTask<T>>();
        shards.forEach(shard -> {
            var task = prepared.apply(shard);
            tasks.put(shard, new FutureTask<>(tasks.isEmpty() ? task : engine.lend(task)));
        });
        boolean mine = true;
        for (var task : tasks.values().stream().skip(1).toList()) {
            Thread.ofVirtual().name("rowhouse-shard").start(task);
        }
        for (var task : tasks.values()) {
            if (mine) {
                task.run();
            }
            mine = false;
        }
        var answers = new ArrayList<T>();
        RuntimeException failure = null;
        boolean stopped = false;
        for (var task : tasks.entrySet()) {
            while (true) {
                try {
                    answers.add(task.getValue().get());
                    break;
                } catch (InterruptedException e) {
                    // To leave a session to another thread would be worse than to wait.
                    stopped = true;
                } catch (ExecutionException e) {
                    failure = joined(failure, named(task.getKey(), e.getCause()));
                    break;
                }
            }
        }
        if (stopped) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
        return answers;
    }

    @SuppressWarnings("ReferenceEquality") // What suppresses itself is refused.
    private static RuntimeException joined(@Nullable RuntimeException first, RuntimeException next) {
        if (first == null) {
            return next;
        }
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }

    /** What failed; where a database doesn't answer, it says which. */
    RuntimeException named(String shard, @Nullable Throwable failure) {
        return switch (failure) {
            case JDBCConnectionException lost -> {
                var told = new JDBCConnectionException(engine.label(shard) + ": " + lost.getMessage(),
                        lost.getSQLException(), lost.getSQL());
                told.addSuppressed(lost);
                yield told;
            }
            case RuntimeException known -> known;
            case Error fatal -> throw fatal;
            case null, default -> new IllegalStateException(engine.label(shard) + ": " + failure, failure);
        };
    }
}
