package dev.rowhouse.spi;

/**
 * An operation of a session that stands for several engines has no engine that it could go to: none holds the entity,
 * several do and nothing decides between them, or it belongs to no entity at all.
 *
 * <p>Rowhouse fails here instead of guessing. The message names the instance, the entity or the operation, the engines,
 * and what to write instead; {@link Binds} has the rules.
 */
public final class NoEngineException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Refuses an operation.
     *
     * @param message which instance, which entity or operation, which engines, and what to write instead
     */
    public NoEngineException(String message) {
        super(message);
    }
}
