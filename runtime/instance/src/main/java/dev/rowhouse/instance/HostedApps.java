package dev.rowhouse.instance;

import dev.rowhouse.config.AppConfig;
import dev.rowhouse.config.AppName;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.loader.AppCode;
import dev.rowhouse.loader.CodeException;
import dev.rowhouse.loader.ContextLoader;
import dev.rowhouse.loader.LoadedApp;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The apps of a composite. The code of each is loaded once for all its instances, and once more for each instance with
 * {@code statics = separate}. What doesn't come from the class path is unloaded with the last instance that uses it, and is
 * loaded again when one comes back.
 *
 * <p>Safe for use by many threads. Who waits for code to be loaded waits for that of the same app only.
 */
public final class HostedApps implements AutoCloseable {
    private final ConcurrentMap<AppName, Definition> definitions = new ConcurrentHashMap<>();

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
        var definition = new Definition(config, AppCode.open(config));
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
     * The app of an instance, until the lease is closed.
     *
     * @param engines where mappings of the app's classes are, which go with these
     * @throws CodeException if the code can't be loaded
     * @throws InterruptedException if the thread is told to stop while another one loads the code
     */
    AppLease lease(InstanceConfig instance, Engines engines) throws InterruptedException {
        var definition = definition(instance.app());
        return switch (instance.statics()) {
            case SEPARATE -> definition.leaseAlone(instance, engines);
            case WARN, REFUSE -> definition.lease(engines);
        };
    }

    private Definition definition(AppName name) {
        var found = definitions.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "there is no app '%s'; there are %s".formatted(name, definitions.keySet()));
        }
        return found;
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

    /** Code that is in use, and the app that it is. */
    private record Loaded(LoadedApp code, HostedApp<?> app) {
        static Loaded of(AppName name, LoadedApp code) {
            try (var _ = ContextLoader.of(code.loader())) {
                return new Loaded(code, HostedApp.create(name, code.app()));
            } catch (Throwable e) {
                code.close();
                throw e;
            }
        }

        void close(Engines engines) {
            if (code.isOwn()) {
                try (code) {
                    engines.forget(code.loader());
                }
            }
        }
    }

    /** One app, and who shares it. */
    private static final class Definition implements AutoCloseable {
        private final AppConfig config;
        private final AppCode code;
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Loaded shared;
        private int users;

        Definition(AppConfig config, AppCode code) {
            this.config = config;
            this.code = code;
        }

        HostedApp<?> app() {
            lock.lock();
            try {
                return shared().app();
            } finally {
                lock.unlock();
            }
        }

        private Loaded shared() {
            var now = shared;
            if (now == null) {
                now = Loaded.of(config.name(), code.load());
                shared = now;
            }
            return now;
        }

        AppLease lease(Engines engines) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                var now = shared();
                users++;
                return new AppLease(now.app(), () -> release(engines));
            } finally {
                lock.unlock();
            }
        }

        private void release(Engines engines) {
            Loaded gone = null;
            lock.lock();
            try {
                users--;
                if (users == 0 && code.isOwn()) {
                    gone = shared;
                    shared = null;
                }
            } finally {
                lock.unlock();
            }
            if (gone != null) {
                gone.close(engines);
            }
        }

        AppLease leaseAlone(InstanceConfig instance, Engines engines) {
            var alone = Loaded.of(config.name(), code.loadFor("instance '%s'".formatted(instance.name())));
            return new AppLease(alone.app(), () -> alone.close(engines));
        }

        @Override
        public void close() {
            lock.lock();
            try (code) {
                if (shared != null) {
                    shared.code().close();
                    shared = null;
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
