package dev.rowhouse.session;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.name.Names;
import dev.rowhouse.config.AppName;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Durability;
import dev.rowhouse.config.EngineConfig.Mapping;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.EngineConfig.Transactions;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.JdbcUrl;
import dev.rowhouse.config.Origin;
import dev.rowhouse.config.PoolConfig;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.spi.Entities;
import dev.rowhouse.spi.Work;
import dev.rowhouse.spi.WorkScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/** An instance without an app: engines, a scope, an injector. */
final class House implements AutoCloseable {
    private final List<Engine> engines;
    private final Injector injector;

    private House(List<Engine> engines, Injector injector) {
        this.engines = engines;
        this.injector = injector;
    }

    /** With two engines, and no neighbours. */
    static House open(Engines shared, String test, String name) throws InterruptedException {
        return open(shared, new Scopes(), test, name);
    }

    /** With two engines, beside others. */
    static House open(Engines shared, Scopes scopes, String test, String name) throws InterruptedException {
        var start = scopes.begin(new InstanceName(name));
        return of(start, List.of(engine(shared, start, "default", inMemory(test, name, "default")),
                engine(shared, start, "log", inMemory(test, name, "log"))));
    }

    /** With one engine, on a database that is there already. */
    static House at(Engines shared, String url, String name) throws InterruptedException {
        var start = new Scopes().begin(new InstanceName(name));
        return of(start, List.of(engine(shared, start, "default", url)));
    }

    private static House of(Start start, List<Engine> engines) {
        var scope = SessionScope.of(start, engines);
        return new House(engines, Guice.createInjector(new SessionModule(scope), new AbstractModule() {
            @Override
            protected void configure() {
                binder().requireExplicitBindings();
                bind(Tray.class).in(WorkScoped.class);
            }
        }));
    }

    private static String inMemory(String test, String instance, String engine) {
        return "jdbc:h2:mem:%s-%s-%s".formatted(test, instance, engine);
    }

    private static Engine engine(Engines shared, Start start, String name, String url) throws InterruptedException {
        var pool = new PoolConfig(2, 0, Duration.ofSeconds(30), PoolConfig.DEFAULT.idleTimeout(),
                PoolConfig.DEFAULT.maxLifetime(), Map.of());
        return shared.open(new AppName("house"), start,
                new EngineConfig(new EngineName(name), new JdbcUrl(url), Optional.empty(), Optional.empty(),
                        Schema.CREATE, pool, Mapping.SHARED, Durability.COMMIT, false, Optional.empty(), Map.of(),
                        Optional.empty(), Transactions.LOCAL, new Origin("test", 1)),
                Entities.of(Guest.class, Booking.class));
    }

    /** An object of one piece of work. */
    static final class Tray {}

    Work work() {
        return injector.getInstance(Work.class);
    }

    Session session() {
        return injector.getInstance(Session.class);
    }

    Session session(String engine) {
        return injector.getInstance(Key.get(Session.class, Names.named(engine)));
    }

    Tray tray() {
        return injector.getInstance(Tray.class);
    }

    void add(String guest) {
        work().runInTransaction(() -> session().persist(new Guest(guest)));
    }

    List<String> guests() {
        return guests("default");
    }

    List<String> guests(String engine) {
        return work()
                .call(() -> session(engine).createSelectionQuery("select name from Guest order by name", String.class)
                        .getResultList());
    }

    /** How many connections of the engine {@code default} are out. */
    int borrowed() {
        return engines.getFirst().borrowed();
    }

    @Override
    public void close() {
        engines.reversed().forEach(Engine::close);
    }
}
