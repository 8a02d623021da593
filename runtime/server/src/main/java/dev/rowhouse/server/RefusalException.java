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

    /** The exit status. */
    int status() {
        return status;
    }
}
