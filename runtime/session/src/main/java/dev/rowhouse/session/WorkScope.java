package dev.rowhouse.session;

import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.Scope;

/**
 * Guice's view of a {@link SessionScope}: one object per piece of work, for bindings annotated
 * {@link dev.rowhouse.spi.WorkScoped}.
 */
final class WorkScope implements Scope {
    private final SessionScope scope;

    WorkScope(SessionScope scope) {
        this.scope = scope;
    }

    @Override
    public <T> Provider<T> scope(Key<T> key, Provider<T> unscoped) {
        return () -> scope.here().object(key, unscoped);
    }

    @Override
    public String toString() {
        return "WorkScoped";
    }
}
