package dev.rowhouse.instance;

import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.spi.Elements;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.engine.DatabaseWork;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.instance.health.OutOfMemory;
import dev.rowhouse.loader.ContextLoader;
import dev.rowhouse.session.Scopes;
import dev.rowhouse.session.SessionModule;
import dev.rowhouse.session.SessionScope;
import dev.rowhouse.spi.Work;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.hibernate.Session;

/**
 * What one start of an instance owns: engines, a scope, an injector. Nothing of it is shared with another instance, nor with
 * another start of the same one. It answers no requests: the app's root handler is neither made nor needed here; but its
 * executor and scheduler work.
 *
 * <p>Safe for use by many threads.
 */
public final class Household implements AutoCloseable {
    private final InstanceConfig config;
    private final SessionScope scope;
    private final DatabaseWork databases;
    private final Holdings holdings;
    private final Injector injector;
    private final AppLease app;
    private final Beside beside;
    private final Presence presence;
    private final InstanceModule identity;
    private final Duration patience;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Household(
            InstanceConfig config,
            SessionScope scope,
            DatabaseWork databases,
            Holdings holdings,
            Injector injector,
            AppLease app,
            Beside beside,
            Presence presence,
            InstanceModule identity,
            Duration patience) {
        this.config = config;
        this.scope = scope;
        this.databases = databases;
        this.holdings = holdings;
        this.injector = injector;
        this.app = app;
        this.beside = beside;
        this.presence = presence;
        this.identity = identity;
        this.patience = patience;
    }

    /**
     * Opens the engines and wires the app.
     *
     * @param apps where its app is; to be closed after the household
     * @param shared opens the engines; to be closed after the household
     * @param scopes in which instance each thread is, of all that {@code shared} opens engines for
     * @throws RuntimeException if an engine can't be opened or the app can't be wired; all is closed again then. It may hold
     *         secrets; {@link Reasons} tells it without.
     * @throws InterruptedException if the thread is told to stop meanwhile
     */
    public static Household open(InstanceConfig config, HostedApps apps, Engines shared, Scopes scopes)
            throws InterruptedException {
        return open(config, apps, shared, scopes, Duration.ZERO);
    }

    /**
     * Opens the engines and wires the app, for use without a server.
     *
     * @param apps where its app is; to be closed after the household
     * @param shared opens the engines; to be closed after the household
     * @param scopes in which instance each thread is, of all that {@code shared} opens engines for
     * @param patience how long tasks that the app has submitted may take to end when the household is closed
     * @throws RuntimeException if an engine can't be opened or the app can't be wired; all is closed again then. It may hold
     *         secrets; {@link Reasons} tells it without.
     * @throws InterruptedException if the thread is told to stop meanwhile
     */
    public static Household open(
            InstanceConfig config,
            HostedApps apps,
            Engines shared,
            Scopes scopes,
            Duration patience) throws InterruptedException {
        return open(() -> config, config, apps.definition(config.app()), shared, scopes, patience, new OutOfMemory());
    }

    /**
     * Opens the engines and wires the app, for an instance that serves.
     *
     * @param form what it is, and may be declared as while it serves
     * @param shared opens the engines; to be closed after the household
     * @param scopes in which instance each thread is, of all that {@code shared} opens engines for
     * @param memory hears if it gives out
     * @throws RuntimeException as the others
     * @throws InterruptedException if the thread is told to stop meanwhile
     */
    static Household open(Form form, Engines shared, Scopes scopes, OutOfMemory memory) throws InterruptedException {
        return open(form::config, form.config(), form.app(), shared, scopes, Duration.ZERO, memory);
    }

    private static Household open(
            Supplier<InstanceConfig> present,
            InstanceConfig config,
            AppDefinition definition,
            Engines shared,
            Scopes scopes,
            Duration patience,
            OutOfMemory memory) throws InterruptedException {
        var app = definition.lease(config, shared);
        try {
            return open(present, config, app, shared, scopes, patience, memory);
        } catch (Throwable failure) {
            try {
                app.close();
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
            throw failure;
        }
    }

    private static Household open(
            Supplier<InstanceConfig> present,
            InstanceConfig config,
            AppLease lease,
            Engines shared,
            Scopes scopes,
            Duration patience,
            OutOfMemory memory) throws InterruptedException {
        var app = lease.app();
        var start = scopes.begin(config.name());
        var holdings = Holdings.open(config, app, shared, start);
        try (var _ = ContextLoader.of(app.loader())) {
            var presence = new Presence(Clock.SYSTEM);
            var scope = new SessionScope(start, holdings.all(), app.plan().binds(), app.texts(), holdings.xa(),
                    presence);
            var beside = new Beside(config, () -> present.get().limits().connections(), scope, app.loader(), memory);
            var identity = new InstanceModule(config, present);
            // The app's module runs here, before Guice holds the lock that all instances of the app share; ours are quick.
            var own = Elements.getModule(Elements.getElements(app.household(config.settings())));
            return new Household(config, scope, start.databases(), holdings,
                    inject(app.parent(), List.of(new SessionModule(scope), identity, beside, own), beside), lease,
                    beside, presence, identity, patience);
        } catch (Throwable failure) {
            holdings.closeAfter(failure);
            throw failure;
        }
    }

    /** An app that can't be wired may have submitted tasks already. */
    private static Injector inject(Injector parent, List<Module> bindings, Beside beside) {
        try {
            return parent.createChildInjector(bindings);
        } catch (Throwable failure) {
            beside.abandon();
            throw failure;
        }
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
     * The session as the app has it injected, which leads each operation to the engine where it belongs: it may be kept, and each call
     * of it asks for the calling thread's sessions.
     */
    public Session session() {
        return scope.session();
    }

    /**
     * The session on an engine, as the app has it injected.
     *
     * @param engine the name of the engine
     * @throws IllegalArgumentException if the app has no such engine, or it is a family
     */
    public Session session(String engine) {
        return scope.session(new EngineName(engine));
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

    /** The classes of all entities, in the order of the plan. */
    public Set<Class<?>> entities() {
        return holdings.entities();
    }

    /** What the app's objects come from. */
    public Injector injector() {
        return injector;
    }

    /** Who loaded the app's classes: what threads that run its code have as their context. */
    public ClassLoader loader() {
        return app.app().loader();
    }

    /** Whether it is not closed yet. */
    public boolean isOpen() {
        return !closed.get();
    }

    SessionScope scope() {
        return scope;
    }

    /** Who uses it at this moment. */
    Presence presence() {
        return presence;
    }

    /** Whether the app has asked where its instance is mounted. */
    boolean hasToldItsMounts() {
        return identity.hasTold();
    }

    /** What its threads do in its databases. */
    DatabaseWork databases() {
        return databases;
    }

    /** What runs beside its requests. */
    Beside beside() {
        return beside;
    }

    /**
     * Waits for the tasks that the app has submitted to its executor, and interrupts those that take longer than they may. From then
     * on it takes no tasks.
     *
     * @throws InterruptedException if the thread is told to stop meanwhile; the tasks are interrupted then
     */
    public void finish() throws InterruptedException {
        beside.finish(patience);
    }

    /** Closes it because of a failure, which stays the one that is reported. */
    void closeAfter(Throwable failure) {
        closed.set(true);
        beside.abandon();
        holdings.closeAfter(failure);
        app.app().residue().left(injector);
        try {
            app.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Waits for tasks, as {@link #finish} does, then closes the engines, the last one first, all of them, and lets go of the app. Sessions
     * fail from then on. May be called again. A thread that is interrupted waits for no task, and stays so.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            beside.finish(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var failure = new IllegalStateException(
                "instance '%s': not all engines could be closed".formatted(config.name()));
        closeAfter(failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }
}
