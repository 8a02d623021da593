package dev.rowhouse.testkit;

/** Something of one instance was seen in another. The message names both, the thread, and what was done; the stack says where. */
public final class CrossReadError extends AssertionError {
    private static final long serialVersionUID = 1L;

    /**
     * Tells of something that was seen.
     *
     * @param message both instances, the thread, the statement or request
     */
    public CrossReadError(String message) {
        super(message);
    }
}
