package dev.rowhouse.spi;

/**
 * What belongs to one instance was used in another, or in another start of the same one: an entity, a proxy, a collection, a
 * query or a session.
 *
 * <p>All instances of an app share their classes and what these are mapped to, so Hibernate itself would take the row of one for
 * the row of another that has the same id. It is refused before any SQL; the message names both sides. An entity may be handed
 * over as a copy: detached where it belongs ({@code session.detach(entity)}), or serialized.
 */
public final class ForeignObjectException extends OutOfScopeException {
    private static final long serialVersionUID = 1L;

    /**
     * Refuses what belongs elsewhere.
     *
     * @param message what it is, whose it is, who used it, and what to do instead
     */
    public ForeignObjectException(String message) {
        super(message);
    }
}
