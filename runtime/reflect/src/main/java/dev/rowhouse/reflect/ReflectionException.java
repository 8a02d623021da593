package dev.rowhouse.reflect;

/** Tables or columns that were named are not in the database. The message lists all of them, and what there is. */
public final class ReflectionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReflectionException(String message) {
        super(message);
    }
}
