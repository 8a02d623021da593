package dev.rowhouse.instance;

import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.spi.Elements;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.session.SessionModule;
import dev.rowhouse.session.SessionScope;
import dev.rowhouse.spi.Entities;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.Session;

/**
 * What one start of an instance owns: engines, a scope, an injector. Nothing of it is shared with another instance, nor with
 * another start of the same one. It answers no requests: the app's root handler is neither made nor needed here.
 *
 * <p>Safe for use by many threads.
 */
public final class Household implements AutoCloseable {
    private final InstanceConfig config;
    private final SessionScope scope;
    private final List<Engine> engines;
    private final Injector injector;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Household(InstanceConfig config, SessionScope scope, List<Engine> engines, Injector injector) {
        this.config = config;
        this.scope = scope;
        this.engines = List.copyOf(engines);
        this.injector = injector;
    }

    /**
     * Opens the engines and wires the app.
     *
     * @param shared opens the engines; to be closed after the household
     * @param parent the injector whose bindings all instances share; requires explicit bindings
     * @throws RuntimeException if an engine can't be opened or the app can't be wired; all is closed again then. It may hold
     *         secrets; {@link Reasons} tells it without.
     * @throws InterruptedException if the thread is told to stop meanwhile
     */
    public static Household open(InstanceConfig config, HostedApp<?> app, Engines shared, Injector parent)
            throws InterruptedException {
        List<Engine> engines = new ArrayList<>();
        try {
            for (Map.Entry<EngineName, Entities> planned : app.engines().entrySet()) {
                engines.add(
                        shared.open(app.name(), config.name(), declared(config, planned.getKey()), planned.getValue()));
            }
            var scope = new SessionScope(config.name(), engines);
            // The app's module runs here, before Guice holds the lock that all instances share.
            var bindings = Elements.getModule(Elements.getElements(new SessionModule(scope), new InstanceModule(config),
                    app.household(config.settings())));
            return new Household(config, scope, engines, parent.createChildInjector(bindings));
        } catch (Throwable failure) {
            // Files that are closed on an interrupted thread are cut off.
            boolean interrupted = Thread.interrupted();
            closeAfter(failure, engines);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw failure;
        }
    }

    private static EngineConfig declared(InstanceConfig config, EngineName name) {
        var engine = config.engines().get(name);
        if (engine == null) {
            throw new IllegalStateException("the app needs the engine '%s'; declare engines.%1$s".formatted(name));
        }
        return engine;
    }

    /** What the instance was declared as. */
    public InstanceConfig config() {
        return config;
    }

    /** Runs work in the scope of this household; outside of it there is no session. */
    public Work work() {
        return scope;
    }

    /**
     * The session on the engine {@code default}, as the app has it injected: it may be kept, and each call of it asks for the
     * calling thread's session.
     *
     * @throws IllegalArgumentException if the app has no such engine
     */
    public Session session() {
        return session(Plan.DEFAULT_ENGINE);
    }

    /**
     * The session on an engine, as the app has it injected.
     *
     * @param engine the name of the engine
     * @throws IllegalArgumentException if the app has no such engine
     */
    public Session session(String engine) {
        return scope.delegate(new EngineName(engine));
    }

    /**
     * An object of the app, as the app itself has it injected.
     *
     * @throws com.google.inject.ConfigurationException if the app doesn't bind that type
     * @throws com.google.inject.ProvisionException if it can't be made
     */
    public <T> T object(Class<T> type) {
        return injector.getInstance(type);
    }

    /**
     * An object of the app, as the app itself has it injected.
     *
     * @throws com.google.inject.ConfigurationException if the app doesn't bind that key
     * @throws com.google.inject.ProvisionException if it can't be made
     */
    public <T> T object(Key<T> key) {
        return injector.getInstance(key);
    }

    /**
     * An object of a class that the app need not bind: where it doesn't, its constructor is given what the app binds.
     *
     * @throws com.google.inject.ConfigurationException if the class has no constructor that Guice may use
     * @throws com.google.inject.CreationException if the constructor needs what isn't bound
     * @throws com.google.inject.ProvisionException if the constructor fails
     */
    public <T> T make(Class<T> type) {
        if (injector.getExistingBinding(Key.get(type)) != null) {
            return injector.getInstance(type);
        }
        return injector.createChildInjector(binder -> binder.bind(type)).getInstance(type);
    }

    /** What the app's objects come from. */
    public Injector injector() {
        return injector;
    }

    /** Whether it is not closed yet. */
    public boolean isOpen() {
        return !closed.get();
    }

    SessionScope scope() {
        return scope;
    }

    private static void closeAfter(Throwable failure, List<Engine> engines) {
        for (var engine : engines.reversed()) {
            try {
                engine.close();
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
    }

    /** Closes it because of a failure, which stays the one that is reported. */
    void closeAfter(Throwable failure) {
        closed.set(true);
        closeAfter(failure, engines);
    }

    /** Closes the engines, the last one first, all of them. Sessions fail from then on. May be called again. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        var failure = new IllegalStateException(
                "instance '%s': not all engines could be closed".formatted(config.name()));
        closeAfter(failure, engines);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }
}
