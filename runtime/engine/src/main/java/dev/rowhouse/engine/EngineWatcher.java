package dev.rowhouse.engine;

/**
 * Is told of the engines that are opened on demand.
 *
 * <p>Implementations are safe for use by many threads.
 */
public interface EngineWatcher {
    /** Takes no notice. */
    EngineWatcher NONE = new EngineWatcher() {
        @Override
        public void opened(Engine engine) {
            // Nobody wants to know.
        }

        @Override
        public void closing(Engine engine) {
            // Nobody wants to know.
        }
    };

    /**
     * An engine is open, and nobody uses it yet.
     *
     * @throws RuntimeException if it is not to be used; it is closed again then
     */
    void opened(Engine engine);

    /** An engine is about to be closed, and nobody uses it any more. Called on the thread that closes it. */
    void closing(Engine engine);
}
