package dev.rowhouse.session;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.Key;
import com.google.inject.name.Names;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Tables;
import dev.rowhouse.spi.Work;
import dev.rowhouse.spi.WorkScoped;
import javax.sql.DataSource;
import org.hibernate.Session;

/**
 * Binds what an app uses to reach its data: {@link Work}, the scope {@link WorkScoped}, the {@code Session} that leads where entities
 * belong, and by each engine's name a {@code Session} on it. Of an engine of one database, also {@code DataSource} and
 * {@link Tables}, by its name and, for the engine {@code default}, without one.
 *
 * <p>The sessions may be kept by singletons: each call asks the scope for this thread's session.
 */
public final class SessionModule extends AbstractModule {
    private static final Key<Work> WORK = Key.get(Work.class);
    private static final Key<Session> SESSION = Key.get(Session.class);
    private static final Key<DataSource> SOURCE = Key.get(DataSource.class);
    private static final Key<Tables> TABLES = Key.get(Tables.class);

    private final SessionScope scope;

    /**
     * Bindings for one start of an instance.
     *
     * @param scope the scope of that start
     */
    public SessionModule(SessionScope scope) {
        this.scope = scope;
    }

    @Override
    protected void configure() {
        var own = Bindings.of(binder(), SessionModule.class);
        own.bind(WORK).toProvider(() -> scope);
        own.bindScope(WorkScoped.class, new WorkScope(scope));
        if (!scope.holdings().isEmpty()) {
            own.bind(SESSION).toProvider(scope::session);
        }
        for (var holding : scope.holdings()) {
            var name = holding.name();
            switch (holding) {
                case Holding.Single(var engine) -> {
                    bindSession(own, name);
                    bindDatabase(own, engine);
                }
                case Holding.Sharded _ -> bindSession(own, name);
                case Holding.Kindred _ -> {
                    // Which member is meant, the work says.
                }
            }
        }
    }

    private void bindSession(Binder own, EngineName name) {
        own.bind(SESSION.withAnnotation(Names.named(name.value()))).toProvider(() -> scope.session(name));
    }

    private static void bindDatabase(Binder own, Engine engine) {
        var name = Names.named(engine.name().value());
        var source = SOURCE.withAnnotation(name);
        var tables = TABLES.withAnnotation(name);
        own.bind(source).toProvider(engine::dataSource);
        own.bind(tables).toProvider(engine::tables);
        if (name.value().equals(Plan.DEFAULT_ENGINE)) {
            own.bind(SOURCE).to(source);
            own.bind(TABLES).to(tables);
        }
    }
}
