package dev.rowhouse.control;

/** A composite that can't be asked. The message says where it was looked for, and what to do. */
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean forbidden;

    UnreachableException(boolean forbidden, String message, Throwable cause) {
        super(message, cause);
        this.forbidden = forbidden;
    }

    /** Whether this user may not. */
    public boolean isForbidden() {
        return forbidden;
    }
}
