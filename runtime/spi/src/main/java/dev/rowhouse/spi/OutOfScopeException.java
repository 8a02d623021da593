package dev.rowhouse.spi;

/**
 * A session was used where its instance has no scope open on this thread.
 *
 * <p>Rowhouse fails here instead of guessing: there is no default session and no default engine. The message names the
 * instance and the thread, and what to do.
 */
public final class OutOfScopeException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * Refuses the use of a session.
     *
     * @param message which instance, which thread, and what to do instead
     */
    public OutOfScopeException(String message) {
        super(message);
    }
}
