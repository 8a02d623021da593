package dev.rowhouse.server;

/** A command that can't do what it was told. The message is for the operator, without secrets; no stack is shown. */
final class RefusalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private RefusalException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The command line names what isn't there. */
    static RefusalException usage(String message) {
        return new RefusalException(Main.USAGE, message);
    }

    /** Whoever was told to do it doesn't. */
    static RefusalException refused(String message) {
        return new RefusalException(1, message);
    }

    /** Nobody is there to be told: EX_UNAVAILABLE of sysexits.h. */
    static RefusalException unavailable(String message) {
        return new RefusalException(Main.UNAVAILABLE, message);
    }

    /** This user may not: EX_NOPERM of sysexits.h. */
    static RefusalException forbidden(String message) {
        return new RefusalException(Main.FORBIDDEN, message);
    }

    /** What the operator has to mend first: EX_CONFIG of sysexits.h. */
    static RefusalException unusable(String message) {
        return new RefusalException(Main.UNUSABLE, message);
    }

    /** The exit status. */
    int status() {
        return status;
    }
}
