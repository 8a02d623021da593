package org.example.sample;

import com.google.inject.Module;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.Plan;

/** An app that can't be made. */
public final class BrokenApp implements App<NoSettings> {
    /** Fails. */
    public BrokenApp() {
        throw new IllegalStateException("no luck");
    }

    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings();
    }

    @Override
    public Module household(NoSettings settings) {
        return _ -> {};
    }
}
