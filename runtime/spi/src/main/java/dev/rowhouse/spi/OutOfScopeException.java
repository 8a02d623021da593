package dev.rowhouse.spi;

/**
 * A session, or something else that belongs to one start of an instance, was used where that instance has no scope open on
 * this thread.
 *
 * <p>Rowhouse fails here instead of guessing: there is no default session and no default engine. The message names the
 * instance and the thread, and what to do. Where another instance's scope is open instead, it is a {@link ForeignObjectException}.
 */
public sealed class OutOfScopeException extends IllegalStateException permits ForeignObjectException {
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
