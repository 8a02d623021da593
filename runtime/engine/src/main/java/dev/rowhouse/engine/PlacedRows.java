package dev.rowhouse.engine;

import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;

/**
 * Shows each row that is about to be written to the {@link Placement} of the engine that its session is on.
 *
 * <p>Holds nothing; safe for use by many threads.
 */
final class PlacedRows implements PreInsertEventListener, PreUpdateEventListener, PreUpsertEventListener {
    private static final long serialVersionUID = 1L;

    private PlacedRows() {}

    /** Watches what is written through the sessions of a factory. */
    static void watch(SessionFactory factory) {
        var rows = new PlacedRows();
        var listeners = factory.unwrap(SessionFactoryImplementor.class).getEventEngine().getListenerRegistry();
        listeners.appendListeners(EventType.PRE_INSERT, rows);
        listeners.appendListeners(EventType.PRE_UPDATE, rows);
        listeners.appendListeners(EventType.PRE_UPSERT, rows);
    }

    /** The placement of the engine that a session is on; a mapping that knows places is not used by other engines. */
    static Placement placement(SharedSessionContractImplementor session) {
        if (session.getTenantIdentifierValue() instanceof Engine engine && engine.placement().isPresent()) {
            return engine.placement().get();
        }
        throw new IllegalStateException(
                "a session without a place for its rows: " + session.getTenantIdentifierValue());
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        placement(event.getSession()).check(event.getPersister(), event.getId(), event.getState());
        return false;
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        placement(event.getSession()).check(event.getPersister(), event.getId(), event.getState());
        return false;
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        placement(event.getSession()).check(event.getPersister(), event.getId(), event.getState());
        return false;
    }
}
