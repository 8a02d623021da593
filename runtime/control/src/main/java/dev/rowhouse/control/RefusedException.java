package dev.rowhouse.control;

import dev.rowhouse.spi.Problem;
import io.undertow.util.StatusCodes;

/** Something that can't be done. The message is for the operator: what stands against it and what to do, without secrets. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** What is named isn't there. */
    public static RefusedException missing(String message) {
        return new RefusedException(StatusCodes.NOT_FOUND, message);
    }

    /** It doesn't go with what is there. */
    public static RefusedException conflict(String message) {
        return new RefusedException(StatusCodes.CONFLICT, message);
    }

    /** What was asked makes no sense. */
    public static RefusedException unusable(String message) {
        return new RefusedException(StatusCodes.UNPROCESSABLE_ENTITY, message);
    }

    /** What a client gets to see. */
    Problem problem() {
        return Problem.of(status, String.valueOf(getMessage()));
    }
}
