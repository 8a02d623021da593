package dev.rowhouse.instance;

import dev.rowhouse.config.InstanceConfig;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What an instance is until it becomes another: its configuration, and the code of its app. What of the configuration may change
 * while it serves (limits, when it rests, its log, its mounts) is asked for here each time it is needed; all else is what it was when
 * the form was made.
 *
 * <p>Safe for use by many threads.
 */
final class Form {
    private final AppDefinition app;
    private final AtomicBoolean held = new AtomicBoolean(true);
    private final AtomicReference<InstanceConfig> config;

    private Form(AtomicReference<InstanceConfig> config, AppDefinition app) {
        this.config = config;
        this.app = app;
    }

    /** A form of that configuration and code, which stays as long as the form isn't {@linkplain #letGo let go}. */
    static Form of(InstanceConfig config, AppDefinition app) {
        return new Form(new AtomicReference<>(config), app.hold());
    }

    /** Another form of the same, for another start: whichever of them is adapted, both are. */
    Form again() {
        return new Form(config, app.hold());
    }

    /** What it was declared as, by now. */
    InstanceConfig config() {
        return config.get();
    }

    /** Where its code is. */
    AppDefinition app() {
        return app;
    }

    /** It was declared anew, with nothing changed but what may while it serves. */
    void adapt(InstanceConfig changed) {
        config.set(changed);
    }

    /** Nobody starts it any more. May be called again. */
    void letGo() {
        if (held.compareAndSet(true, false)) {
            app.letGo();
        }
    }
}
