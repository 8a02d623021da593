package dev.rowhouse.session;

import dev.rowhouse.route.Destination;
import dev.rowhouse.spi.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Work in a scope with an engine named for it. Safe for use by many threads. */
final class NamedWork implements Work {
    private final SessionScope scope;
    private final Destination place;

    NamedWork(SessionScope scope, Destination place) {
        this.scope = scope;
        this.place = place;
    }

    private <T extends @Nullable Object, X extends Exception> T here(Task<T, X> task) throws X {
        return scope.here().on(place, task);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task) throws X {
        return scope.<T, X>call(() -> here(task));
    }

    @Override
    public <X extends Exception> void run(Action<X> action) throws X {
        this.<@Nullable Void, X>call(action.asTask());
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T inTransaction(Task<T, X> task) throws X {
        return scope.<T, X>inTransaction(() -> here(task));
    }

    @Override
    public <X extends Exception> void runInTransaction(Action<X> action) throws X {
        this.<@Nullable Void, X>inTransaction(action.asTask());
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T inRetriedTransaction(Task<T, X> task) throws X {
        return scope.<T, X>inRetriedTransaction(() -> here(task));
    }

    @Override
    public <X extends Exception> void runInRetriedTransaction(Action<X> action) throws X {
        this.<@Nullable Void, X>inRetriedTransaction(action.asTask());
    }

    @Override
    public Work on(String engine) {
        return scope.on(engine);
    }

    @Override
    public Work on(String engine, Object key) {
        return scope.on(engine, key);
    }

    @Override
    public List<String> keys(String family) {
        return scope.keys(family);
    }
}
