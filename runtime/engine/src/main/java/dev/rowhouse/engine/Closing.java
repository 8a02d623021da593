package dev.rowhouse.engine;

import java.util.List;

/** Closes several things, all of them: the first failure is thrown, further ones are suppressed in it. */
final class Closing {
    private Closing() {}

    /** Closes several things because of a failure, which stays the one that is reported. */
    static void allAfter(Throwable failure, List<? extends AutoCloseable> things) {
        try {
            all(things);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    static void all(List<? extends AutoCloseable> things) {
        RuntimeException failure = null;
        for (var thing : things) {
            try {
                thing.close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = e instanceof RuntimeException unchecked ? unchecked
                            : new EngineException("closing failed: " + e.getMessage(), e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
