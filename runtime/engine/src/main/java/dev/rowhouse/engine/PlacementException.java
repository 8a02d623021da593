package dev.rowhouse.engine;

/**
 * An engine that holds a part of the rows was not opened, because its {@link Placement} refused it: waiting for its database to come back
 * won't help.
 */
public final class PlacementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PlacementException(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
