package dev.rowhouse.probe;

/**
 * Something that is done to an instance while it is visited, after which it has to answer as before.
 *
 * @param name what reports call it, like {@code restart}
 * @param step does it, and waits until it is done
 */
public record Change(String name, Step step) {
    /** Does something to an instance. */
    public interface Step {
        /**
         * Does it.
         *
         * @return whether it was done; false if it couldn't be at this moment, and nothing has changed
         * @throws Exception if the instance doesn't come back
         */
        boolean take() throws Exception;
    }
}
