package dev.rowhouse.session;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.name.Names;
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
        bind(Work.class).toInstance(scope);
        bindScope(WorkScoped.class, new WorkScope(scope));
        if (!scope.holdings().isEmpty()) {
            bind(Session.class).toInstance(scope.session());
        }
        for (var holding : scope.holdings()) {
            var name = holding.name();
            switch (holding) {
                case Holding.Single(var engine) -> {
                    bind(Key.get(Session.class, Names.named(name.value()))).toInstance(scope.session(name));
                    bindDatabase(engine);
                }
                case Holding.Sharded _ ->
                    bind(Key.get(Session.class, Names.named(name.value()))).toInstance(scope.session(name));
                case Holding.Kindred _ -> {
                    // Which member is meant, the work says.
                }
            }
        }
    }

    private void bindDatabase(Engine engine) {
        var name = engine.name().value();
        bind(Key.get(DataSource.class, Names.named(name))).toInstance(engine.dataSource());
        bind(Key.get(Tables.class, Names.named(name))).toInstance(engine.tables());
        if (name.equals(Plan.DEFAULT_ENGINE)) {
            bind(DataSource.class).toInstance(engine.dataSource());
            bind(Tables.class).toInstance(engine.tables());
        }
    }
}
