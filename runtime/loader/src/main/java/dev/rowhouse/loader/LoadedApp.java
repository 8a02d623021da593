package dev.rowhouse.loader;

import dev.rowhouse.spi.App;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * An app whose code is loaded.
 *
 * <p>Safe for use by many threads.
 */
public final class LoadedApp implements AutoCloseable {
    private final App<?> app;
    private final Optional<CodeLoader> own;

    LoadedApp(App<?> app, Optional<CodeLoader> own) {
        this.app = app;
        this.own = own;
    }

    /** The object that serves all instances for which the code was loaded. */
    public App<?> app() {
        return app;
    }

    /** Who loaded its class. */
    public ClassLoader loader() {
        return own.isPresent() ? own.get() : app.getClass().getClassLoader();
    }

    /** Whether the code was loaded for this alone, and is unloaded when nothing leads to it any more. */
    public boolean isOwn() {
        return own.isPresent();
    }

    /** Closes the files that the code is read from, if it was loaded for this alone. Classes that weren't used so far can't be any more. */
    @Override
    public void close() {
        try {
            if (own.isPresent()) {
                own.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
