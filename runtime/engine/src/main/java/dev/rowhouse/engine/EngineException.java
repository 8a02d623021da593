package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import java.sql.SQLTransientConnectionException;

/** An engine that can't be opened or closed. The message names instance and engine; the cause may hold secrets. */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Says why something failed for an engine: in our words where we know better than the driver, else in its own. */
    static EngineException of(String owner, EngineConfig engine, Throwable failure) {
        if (failure instanceof EngineException known && String.valueOf(known.getMessage()).startsWith(owner)) {
            return known;
        }
        return FileInUse.find(engine.url(), failure)
                .map(reason -> new EngineException(owner + ": " + reason))
                .orElseGet(() -> new EngineException("%s: %s".formatted(owner, reason(failure)), failure));
    }

    EngineException(String message) {
        super(message);
    }

    /** The pool itself says no more than that it has waited. */
    private static String reason(Throwable failure) {
        return failure instanceof SQLTransientConnectionException && failure.getCause() != null
                ? "can't connect: " + failure.getCause().getMessage()
                : String.valueOf(failure.getMessage());
    }
}
