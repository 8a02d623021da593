package dev.rowhouse.xa;

/**
 * Transactions that were left unfinished can't be finished now: their log or a database can't be reached. The message names the
 * instance, and the engine if it is one; the cause may hold secrets.
 */
public final class RecoveryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RecoveryException(String message, Throwable cause) {
        super(message, cause);
    }
}
