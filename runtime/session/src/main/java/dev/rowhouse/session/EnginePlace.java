package dev.rowhouse.session;

import dev.rowhouse.engine.Engine;
import dev.rowhouse.route.Destination;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** An engine of one database, seen from whatever thread works in the scope. */
record EnginePlace(SessionScope scope, Engine engine, int rank) implements Destination, Supplier<Session> {
    @Override
    public String name() {
        return engine.label();
    }

    @Override
    public SessionFactoryImplementor factory() {
        return engine.factory();
    }

    @Override
    public Session session() {
        return scope.here().session(engine, rank);
    }

    /** The same. */
    @Override
    public Session get() {
        return session();
    }
}
