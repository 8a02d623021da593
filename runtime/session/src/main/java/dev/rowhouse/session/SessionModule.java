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
 * Binds what an app uses to reach its data: {@link Work}, the scope {@link WorkScoped}, and for each engine a
 * {@code Session}, a {@code DataSource} and {@link Tables}, by the engine's name and, for the engine {@code default}, without one.
 *
 * <p>The sessions are delegates that may be kept by singletons: each call asks the scope for this thread's session.
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
        for (int i = 0; i < scope.engines().size(); i++) {
            bindEngine(i, scope.engines().get(i));
        }
    }

    private void bindEngine(int index, Engine engine) {
        var session = scope.delegate(index);
        var name = engine.name().value();
        bind(Key.get(Session.class, Names.named(name))).toInstance(session);
        bind(Key.get(DataSource.class, Names.named(name))).toInstance(engine.dataSource());
        bind(Key.get(Tables.class, Names.named(name))).toInstance(engine.tables());
        if (name.equals(Plan.DEFAULT_ENGINE)) {
            bind(Session.class).toInstance(session);
            bind(DataSource.class).toInstance(engine.dataSource());
            bind(Tables.class).toInstance(engine.tables());
        }
    }
}
