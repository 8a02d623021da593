package dev.rowhouse.session;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/**
 * One start of an instance that holds parcels. In its database is parcel 1, of which 2 is a part; both are near to each other. So an id of
 * one estate is an id of every other one.
 */
record Estate(SessionScope scope, Session session, List<Engine> engines) implements AutoCloseable {
    private static final Entities PARCELS = Entities.of(Parcel.class);

    /** With one engine, or with two that hold the same entities. */
    static Estate open(Engines shared, Scopes scopes, String name, String database, boolean several)
            throws InterruptedException {
        var start = scopes.begin(new InstanceName(name));
        List<Engine> engines = new ArrayList<>();
        engines.add(shared.open(new AppName("estates"), start, config("default", database), PARCELS));
        if (several) {
            engines.add(shared.open(new AppName("estates"), start, config("archive", database + "-archive"), PARCELS));
        }
        return of(start, engines);
    }

    /** With an engine that no scopes guard, as it would be without walls. */
    static Estate unguarded(Engines shared, Scopes scopes, String name, String database) throws InterruptedException {
        var start = scopes.begin(new InstanceName(name));
        return of(start,
                List.of(shared.open(new AppName("estates"), start.instance(), config("default", database), PARCELS)));
    }

    private static Estate of(Start start, List<Engine> engines) {
        var scope = SessionScope.of(start, engines);
        var estate = new Estate(scope, scope.session(), List.copyOf(engines));
        if (estate.count() == 0) {
            scope.runInTransaction(() -> {
                var whole = new Parcel(start.instance() + " 1");
                estate.session.persist(whole);
                var part = new Parcel(start.instance() + " 2", whole);
                estate.session.persist(part);
                whole.near.add(part);
                part.near.add(whole);
                whole.notes.add("sunny");
                part.deed = new Parcel.Deed(whole);
            });
        }
        return estate;
    }

    private static EngineConfig config(String engine, String database) {
        return new EngineConfig(new EngineName(engine), new JdbcUrl("jdbc:h2:mem:" + database), Optional.empty(),
                Optional.empty(), Schema.UPDATE, PoolConfig.DEFAULT, Mapping.SHARED, Durability.COMMIT, false,
                Optional.empty(), Map.of(), Optional.empty(), Transactions.LOCAL, new Origin("test", 1));
    }

    /** How many parcels there are. */
    long count() {
        return scope
                .call(() -> session.createSelectionQuery("select count(*) from Parcel", Long.class).getSingleResult());
    }

    Parcel find(long id) {
        return session.find(Parcel.class, id);
    }

    @Override
    public void close() {
        engines.reversed().forEach(Engine::close);
    }
}
