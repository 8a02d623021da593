package dev.rowhouse.session;

import dev.rowhouse.route.Destination;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** A member of a family, seen from whatever thread works in the scope; opened by whoever asks for anything but its name. */
record MemberPlace(SessionScope scope, Leased.Member engine) implements Destination {
    @Override
    public String name() {
        return engine.family().name() + "/" + engine.key();
    }

    @Override
    public SessionFactoryImplementor factory() {
        return scope.here().engine(engine).factory();
    }

    @Override
    public Session session() {
        return scope.here().session(engine);
    }
}
