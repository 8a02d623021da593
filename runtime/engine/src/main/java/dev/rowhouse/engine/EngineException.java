package dev.rowhouse.engine;

/** An engine that can't be opened or closed. The message names instance and engine; the cause may hold secrets. */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineException(String message, Throwable cause) {
        super(message, cause);
    }

    EngineException(String message) {
        super(message);
    }
}
