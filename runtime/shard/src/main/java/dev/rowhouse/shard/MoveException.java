package dev.rowhouse.shard;

/**
 * Rows that can't be moved or checked. What was done before stays done, and nothing is lost: the same can be run again. Its
 * message names tables, and rows by their keys.
 */
public final class MoveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MoveException(String message) {
        super(message);
    }
}
