package dev.rowhouse.server;

import dev.rowhouse.config.CompositeConfig;
import dev.rowhouse.config.ConfigException;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.instance.HostedApps;
import dev.rowhouse.instance.Household;
import dev.rowhouse.instance.OpeningException;
import dev.rowhouse.session.Scopes;
import dev.rowhouse.spi.Entities;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The instances of a composite file, used without a server: nothing listens, and an instance is opened when it is asked for,
 * the others never.
 *
 * <pre>{@code
 * try (var rowhouse = Rowhouse.open(Path.of("conf/composite.conf")); var north = rowhouse.instance("north")) {
 *     north.work().runInTransaction(() -> north.session().persist(new Note("hello")));
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads. No lock is held while an instance is opened or closed.
 */
public final class Rowhouse implements AutoCloseable {
    private final CompositeConfig config;
    private final HostedApps apps;
    private final Engines engines;
    private final Scopes scopes = new Scopes();

    private final ReentrantLock lock = new ReentrantLock();
    /** Those that were asked for; empty while one is being opened. */
    private final SequencedMap<InstanceName, Optional<Household>> households = new LinkedHashMap<>();
    private boolean closed;

    private Rowhouse(CompositeConfig config, HostedApps apps) {
        this.config = config;
        this.apps = apps;
        this.engines = new Engines(config.servers());
    }

    /**
     * Reads a composite file; no instance is opened yet.
     *
     * @throws ConfigException with every mistake of the file
     */
    public static Rowhouse open(Path file) {
        var catalog = new AppCatalog();
        try {
            var config = catalog.read(file);
            return new Rowhouse(config, catalog.apps());
        } catch (Throwable e) {
            catalog.close();
            throw e;
        }
    }

    /**
     * Opens one engine without entities, for plain JDBC, as {@link #engine(Path, String, Entities)} does.
     *
     * @throws ConfigException with every mistake of that piece
     * @throws OpeningException if the engine can't be opened
     */
    public static LoneEngine engine(Path file, String prefix) {
        return engine(file, prefix, Entities.of());
    }

    /**
     * Opens one engine that a piece of a file describes, without an app and without an instance; for scripts.
     *
     * <pre>{@code
     * try (var engine = Rowhouse.engine(Path.of("script.conf"), "engines.default", Entities.of(Person.class))) {
     *     engine.work().run(() -> System.out.println(engine.session().find(Person.class, 1).name()));
     * }
     * }</pre>
     *
     * @param file HOCON, or Java's properties if its name ends with {@code .properties}; may hold anything else too
     * @param prefix where in it the engine stands, with or without a dot at the end: {@code engines.default},
     *        {@code instances.north.engines.default}. What stands there counts as it is: {@code defaults} of a composite are
     *        not merged in, and {@code {instance}} stands for nothing.
     * @param entities what is mapped
     * @throws ConfigException with every mistake of that piece
     * @throws OpeningException if the engine can't be opened
     */
    public static LoneEngine engine(Path file, String prefix, Entities entities) {
        return LoneEngine.open(file, prefix, entities);
    }

    /** What the file says. */
    public CompositeConfig config() {
        return config;
    }

    /**
     * Opens an instance: its engines and its injector. To be closed by the caller, or with this. An instance is open once at
     * a time, so that what its engines do when they open ({@code schema}) never happens under somebody's feet; after its
     * household was closed it may be opened again.
     *
     * @param name its name in the file
     * @throws IllegalArgumentException if the file has no instance of that name; says which there are
     * @throws IllegalStateException if it is open already, or this is closed
     * @throws OpeningException if an engine can't be opened or the app can't be wired; nothing is left open then
     */
    public Household instance(String name) {
        var instance = config.instance(name);
        reserve(instance.name());
        Optional<Household> opened = Optional.empty();
        try {
            opened = Optional.of(open(instance));
            return opened.get();
        } finally {
            keep(instance.name(), opened);
        }
    }

    /**
     * Who loads the classes of an instance's app, unless the instance has them to itself.
     *
     * @throws IllegalArgumentException if the file has no instance of that name; says which there are
     */
    ClassLoader loader(String name) {
        return apps.get(config.instance(name).app()).loader();
    }

    private void reserve(InstanceName name) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException(
                        "instance '%s' can't be opened: %s was closed".formatted(name, config.file()));
            }
            var earlier = households.get(name);
            if (earlier != null && earlier.map(Household::isOpen).orElse(true)) {
                throw new IllegalStateException(
                        "instance '%s' is open already; use the household that it gave, or close that one first"
                                .formatted(name));
            }
            households.put(name, Optional.empty());
        } finally {
            lock.unlock();
        }
    }

    private Household open(InstanceConfig instance) {
        try {
            return Household.open(instance, apps, engines, scopes, config.drain());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OpeningException.of(instance.name(), e, instance.secrets());
        } catch (Throwable e) {
            Fatal.rethrow(e);
            throw OpeningException.of(instance.name(), e, instance.secrets());
        }
    }

    private void keep(InstanceName name, Optional<Household> opened) {
        boolean late;
        lock.lock();
        try {
            late = closed;
            if (opened.isEmpty() || late) {
                households.remove(name);
            } else {
                households.put(name, opened);
            }
        } finally {
            lock.unlock();
        }
        if (late) {
            opened.ifPresent(Household::close);
        }
    }

    /** Closes what is still open. May be called again. */
    @Override
    public void close() {
        SequencedMap<InstanceName, Optional<Household>> open;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            open = new LinkedHashMap<>(households);
        } finally {
            lock.unlock();
        }
        RuntimeException failure = null;
        for (var household : open.sequencedValues().reversed()) {
            try {
                household.ifPresent(Household::close);
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        try (apps) {
            engines.close();
        }
        if (failure != null) {
            throw failure;
        }
    }
}
