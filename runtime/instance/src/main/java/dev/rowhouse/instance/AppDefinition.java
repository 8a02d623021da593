package dev.rowhouse.instance;

import dev.rowhouse.config.AppConfig;
import dev.rowhouse.config.AppName;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.loader.AppCode;
import dev.rowhouse.loader.ContextLoader;
import dev.rowhouse.loader.LoadedApp;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One app as a file was read, and who shares it. Held by that reading, and by each instance that is made of it, also while that
 * one rests: so an instance comes back with the code that it had, whatever lies in the place of its jars by then. The copies of
 * jars are deleted when nobody holds it any more.
 *
 * <p>Safe for use by many threads. Who waits for code to be loaded waits for that of the same app only.
 */
final class AppDefinition implements AutoCloseable {
    private final AppConfig config;
    private final AppCode code;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Loaded shared;
    private @Nullable String fingerprint;
    private int users;
    private int holders = 1;
    private boolean closed;

    /** Held by whoever makes it. */
    AppDefinition(AppConfig config, AppCode code) {
        this.config = config;
        this.code = code;
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

    /** Whether another reading has found the same app, with the same code. */
    boolean isSameAs(AppDefinition other) {
        return this == other
                || (config.name().equals(other.config.name()) && fingerprint().equals(other.fingerprint()));
    }

    private String fingerprint() {
        lock.lock();
        try {
            var known = fingerprint;
            if (known == null) {
                known = code.fingerprint();
                fingerprint = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** One more holds it, who must {@linkplain #letGo let go} of it once. */
    AppDefinition hold() {
        lock.lock();
        try {
            holders++;
            return this;
        } finally {
            lock.unlock();
        }
    }

    /** One less holds it; closed after the last one. */
    void letGo() {
        boolean last;
        lock.lock();
        try {
            holders--;
            last = holders == 0;
        } finally {
            lock.unlock();
        }
        if (last) {
            close();
        }
    }

    /** The instance's lease, alone or with others, as its configuration says. */
    AppLease lease(InstanceConfig instance, Engines engines) throws InterruptedException {
        return switch (instance.statics()) {
            case SEPARATE -> leaseAlone(instance, engines);
            case WARN, REFUSE -> lease(engines);
        };
    }

    /** Lets go of some of what is left of instances that are gone, unless somebody is at work here. */
    void tidy() {
        Loaded now = null;
        if (lock.tryLock()) {
            try {
                now = shared;
            } finally {
                lock.unlock();
            }
        }
        if (now != null) {
            now.app().residue().tidy();
        }
    }

    /** The app, as instances that share it have it; holds no lease. */
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

    private AppLease lease(Engines engines) throws InterruptedException {
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

    private AppLease leaseAlone(InstanceConfig instance, Engines engines) {
        var alone = Loaded.of(config.name(), code.loadFor("instance '%s'".formatted(instance.name())));
        return new AppLease(alone.app(), () -> alone.close(engines));
    }

    /** Lets go of the code, and deletes the copies. No instance may use it any more. May be called again. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            try (code) {
                if (shared != null) {
                    shared.code().close();
                    shared = null;
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
