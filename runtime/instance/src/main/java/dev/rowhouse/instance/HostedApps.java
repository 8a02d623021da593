package dev.rowhouse.instance;

import dev.rowhouse.config.AppConfig;
import dev.rowhouse.config.AppName;
import dev.rowhouse.loader.AppCode;
import dev.rowhouse.loader.CodeException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The apps of a composite. The code of each is loaded once for all its instances, and once more for each instance with
 * {@code statics = separate}. What doesn't come from the class path is unloaded with the last instance that uses it, and is
 * loaded again when one comes back.
 *
 * <p>Safe for use by many threads. Who waits for code to be loaded waits for that of the same app only.
 */
public final class HostedApps implements AutoCloseable {
    private final ConcurrentMap<AppName, AppDefinition> definitions = new ConcurrentHashMap<>();

    /** No apps yet. */
    public HostedApps() {}

    /**
     * Finds the code of an app, loads it and asks for its plan.
     *
     * @throws CodeException if the code can't be used
     * @throws RuntimeException whatever the app throws where it should give its plan
     * @throws IllegalStateException if there is an app of that name
     */
    public HostedApp<?> add(AppConfig config) {
        var definition = new AppDefinition(config, AppCode.open(config));
        try {
            var app = definition.app();
            if (definitions.putIfAbsent(config.name(), definition) != null) {
                throw new IllegalStateException("there are two apps '%s'".formatted(config.name()));
            }
            return app;
        } catch (Throwable e) {
            definition.close();
            throw e;
        }
    }

    /**
     * An app, as instances that share it have it. Holds no lease: for looking at its plan.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public HostedApp<?> get(AppName name) {
        return definition(name).app();
    }

    /** Whether there is an app of that name. */
    boolean has(AppName name) {
        return definitions.containsKey(name);
    }

    /**
     * The app of that name as it was read, for whoever holds on to it.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    AppDefinition definition(AppName name) {
        var found = definitions.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "there is no app '%s'; there are %s".formatted(name, definitions.keySet()));
        }
        return found;
    }

    /**
     * Takes over what another reading had and what is the same here, so that instances which go on share it with those that come:
     * its code, and with it its mappings. What was read here of these is let go.
     */
    void takeOver(HostedApps before) {
        for (var name : definitions.keySet()) {
            var old = before.definitions.get(name);
            var fresh = definition(name);
            if (old != null && old.isSameAs(fresh)) {
                definitions.put(name, old.hold());
                fresh.letGo();
            }
        }
    }

    /** Lets go of all apps. The code of each goes when the last instance has let go of it that was made of it. */
    void retire() {
        definitions.values().forEach(AppDefinition::letGo);
        definitions.clear();
    }

    /** Lets go of some of what is left of instances that are gone; to be called now and then. */
    void tidy() {
        for (var definition : definitions.values()) {
            definition.tidy();
        }
    }

    /** Lets go of all code, and deletes the copies that it was loaded from. All instances must be closed before. */
    @Override
    public void close() {
        RuntimeException failure = null;
        for (var definition : definitions.values()) {
            try {
                definition.close();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        definitions.clear();
        if (failure != null) {
            throw failure;
        }
    }
}
